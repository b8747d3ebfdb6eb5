import { describe, expect, test } from "vitest";
import { resolveConfiguration } from "../../../provider/src/connection/configuration.ts";
import { KEYS, type Key } from "../../../provider/src/connection/keys.ts";
import { SCHEMA } from "./_schema.ts";

const { provider, config } = SCHEMA;
/** The hook of the smoke test has one more. */
const OF_PROVIDER = Object.keys(KEYS).filter((key) => key !== "projectDomain");

const SETTINGS: Record<string, string> = {
  "stytch:projectId": "project-test-11111111-2222-4333-8444-555555555555",
  "stytch:secret": "secret-test-canary",
};

describe("the settings of a project", () => {
  test.each([
    ["in the stack's configuration", config.variables],
    ["given to a provider", provider.inputProperties],
    ["in the state of a provider", provider.properties],
  ])("are all known %s", (_place, properties) => {
    expect(Object.keys(properties).toSorted()).toEqual(OF_PROVIDER.toSorted());
  });

  test("are required nowhere, since the environment may have them", () => {
    expect([provider.requiredInputs, provider.required]).toEqual([[], []]);
  });

  test.each(Object.entries(config.variables))(
    "%s has its variable",
    (key, { defaultInfo, description }) => {
      const variable = KEYS[key as Key];
      if (key !== "allowDestructive") {
        expect(defaultInfo?.environment).toEqual(variable && [variable]);
      }
      expect(description.includes("STYTCH_")).toBe(variable !== undefined);
    },
  );

  test("that are secret stay so, and the SDKs read no secret from the environment", () => {
    const secrets = Object.keys(provider.inputProperties).filter(
      (key) => provider.inputProperties[key]?.secret,
    );
    expect(secrets).toEqual(["secret"]);
    expect(config.variables.secret?.secret).toBe(true);
    expect(provider.properties.secret?.secret).toBe(true);
    expect(provider.inputProperties.secret?.defaultInfo).toBeUndefined();
  });

  test.each(Object.entries(config.variables))(
    "%s may have a fraction if its type may",
    (key, spec) => {
      if (!("type" in spec) || !["integer", "number"].includes(spec.type)) return;
      const resolve = () =>
        resolveConfiguration((name) => ({ ...SETTINGS, [`stytch:${key}`]: "2.5" })[name], {});
      if (spec.type === "integer") expect(resolve).toThrow("must be a whole number");
      else expect(resolve).not.toThrow();
    },
  );
});
