import { expect, test } from "vitest";
import { environmentOf } from "../../policy/src/environment.ts";
import { appsOf, type PolicyResource } from "../../policy/src/policy-app.ts";
import { settingsSchema } from "../../policy/src/settings.ts";
import { TOKENS } from "../../policy/src/tokens.ts";
import { resolveConfiguration } from "../../provider/src/connection/configuration.ts";
import { UNKNOWN, unknownCheckingProxy } from "./_policies.ts";
import { providerType } from "./_policy-server.ts";

const LIVE = "project-live-11111111-2222-4333-8444-555555555555";
const TEST = "project-test-11111111-2222-4333-8444-555555555555";
/** What counts where the project is not known: if it decided, live could count as test. */
const SETTINGS = settingsSchema.parse({ testStacks: ["dev"], projectId: "project-test-1" });
const URN = "urn:pulumi:dev::shop::acme:index:Client::web";

/** What policies take a client's project for. */
function environmentWith(
  type: string,
  props: Record<string, unknown>,
  variable?: string,
  settings = SETTINGS,
) {
  const owner = { type: providerType(type), name: "default", urn: "urn", props };
  const resource: PolicyResource = {
    type,
    name: "web",
    urn: URN,
    props: { clientType: "first_party" },
    opts: { additionalSecretOutputs: [] } as unknown as PolicyResource["opts"],
    provider: owner,
  };
  return appsOf(resource, settings, variable)[0]?.environment;
}

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
    const props = { "stytch:projectId": stack };
    const expected = environmentOf(settings.projectId, URN, SETTINGS);
    expect(expected).toBe(settings.projectId === LIVE ? "live" : "test");
    expect(environmentWith(TOKENS.connectedApp.dynamic, props, variable)).toBe(expected);
    const ofPlugin = { projectId: stack };
    expect(environmentWith(TOKENS.connectedApp.plugin, ofPlugin, variable)).toBe(expected);
  },
);

test.each([
  [TOKENS.connectedApp.dynamic, "stytch:projectId"],
  [TOKENS.connectedApp.plugin, "projectId"],
])("the variable does not stand in for a project that is not known yet: %s", (type, key) => {
  const unknown = unknownCheckingProxy({ [key]: UNKNOWN });
  const noSettings = settingsSchema.parse({});
  expect(environmentWith(type, unknown, TEST, noSettings)).toBeUndefined();
  expect(environmentWith(type, {}, TEST, noSettings)).toBe("test");
});
