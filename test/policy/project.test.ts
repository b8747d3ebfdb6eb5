import { expect, test } from "vitest";
import { environmentOf } from "../../policy/src/environment.ts";
import { appsOf, type PolicyResource } from "../../policy/src/policy-app.ts";
import { CONNECTED_APP_TYPE, settingsSchema } from "../../policy/src/settings.ts";
import { resolveConfiguration } from "../../provider/src/connection/configuration.ts";

const LIVE = "project-live-11111111-2222-4333-8444-555555555555";
const TEST = "project-test-11111111-2222-4333-8444-555555555555";
const URN = `urn:pulumi:dev::shop::${CONNECTED_APP_TYPE}::web`;
/** What counts where the project is not known: if it decided, live could count as test. */
const SETTINGS = settingsSchema.parse({ testStacks: ["dev"], projectId: "project-test-1" });

test.each([
  [LIVE, undefined],
  [LIVE, TEST],
  [TEST, LIVE],
  ["", LIVE],
  ["", TEST],
  [undefined, LIVE],
  [undefined, TEST],
])(
  "policies take the same project from the stack's %j and the variable's %j as the provider",
  (stack, variable) => {
    const { settings } = resolveConfiguration(
      (key) => ({ "stytch:projectId": stack, "stytch:secret": "secret-1" })[key],
      { STYTCH_PROJECT_ID: variable, STYTCH_API_URL: "https://api.example.com" },
    );
    const resource: PolicyResource = {
      type: CONNECTED_APP_TYPE,
      name: "web",
      urn: URN,
      props: { clientType: "first_party" },
      opts: {} as PolicyResource["opts"],
      provider: {
        type: "pulumi:providers:pulumi-nodejs",
        name: "default",
        urn: "urn",
        props: { "stytch:projectId": stack },
      },
    };
    const expected = environmentOf(settings.projectId, URN, SETTINGS);
    expect(expected).toBe(settings.projectId === LIVE ? "live" : "test");
    expect(appsOf(resource, SETTINGS, variable)[0]?.environment).toBe(expected);
  },
);
