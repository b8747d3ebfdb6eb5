import { describe, expect, test } from "vitest";
import { checkSettings, readSettings } from "../../plugin/src/settings.ts";
import type { Properties } from "../../plugin/src/values.ts";
import { UNKNOWN } from "../../provider/src/service/index.ts";
import { PROJECT_ID } from "../provider/_server.ts";

const GOOD = { projectId: PROJECT_ID, secret: "secret-test-canary" };

function settings(values: Record<string, unknown>, hidden: string[] = ["secret"]): Properties {
  const mark = { secret: true, dependencies: new Set<string>() };
  return { values, marks: new Map(hidden.map((name) => [name, mark])) };
}

describe("a key of the configuration", () => {
  const read = (value: unknown) =>
    readSettings(settings({ allowDestructive: value }))("stytch:allowDestructive");

  test.each([
    ["a text as it is", "a,b", "a,b"],
    ["a list as its JSON", ["a", "b"], '["a","b"]'],
    ["a number as its digits", 12.5, "12.5"],
    ["a flag as its word", true, "true"],
    ["nothing for null", null, undefined],
    ["nothing where it is not set", undefined, undefined],
  ])("reads %s", (_title, value, expected) => {
    expect(read(value)).toBe(expected);
  });
});

describe("settings", () => {
  test("that are right are let through, with what the engine adds", () => {
    const values = { ...GOOD, version: "1.0.0", pluginDownloadURL: "github://x", __internal: {} };
    for (const isExplicit of [true, false]) {
      expect(checkSettings(settings(values), isExplicit, {})).toEqual({
        failures: [],
        warnings: [],
      });
    }
  });

  test("may come from the environment", () => {
    const environment = { STYTCH_PROJECT_ID: GOOD.projectId, STYTCH_SECRET: GOOD.secret };
    expect(checkSettings(settings({}, []), false, environment).failures).toEqual([]);
  });

  test("that are wrong are refused with every problem, and no value of a secret", () => {
    const values = { projectId: "project-1", secret: "canary with spaces", timeoutSeconds: "0" };
    const { failures } = checkSettings(settings(values), true, {});
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({
      property: "",
      reason: expect.stringMatching(/^\[ERR_STYTCH_SETTINGS\] /),
    });
    for (const name of ["projectId", "secret", "timeoutSeconds"]) {
      expect(failures[0]?.reason).toContain(`stytch:${name}`);
    }
    expect(failures[0]?.reason).not.toContain("canary");
  });

  test("of which one is not known yet are checked later", () => {
    const values = { projectId: UNKNOWN, secret: "canary with spaces" };
    expect(checkSettings(settings(values), true, {}).failures).toEqual([]);
  });

  test("that there are not are refused where a program made the provider", () => {
    const { failures, warnings } = checkSettings(
      settings({ ...GOOD, timeout: 1, zzz: 1 }),
      true,
      {},
    );
    expect(failures).toEqual([
      { property: "", reason: expect.stringContaining("did you mean timeoutSeconds?") },
      { property: "", reason: expect.stringContaining("the settings are projectId, secret,") },
    ]);
    expect(warnings).toEqual([]);
  });

  test("that there are not are a warning in the configuration of a stack", () => {
    const { failures, warnings } = checkSettings(settings({ ...GOOD, timeout: 1 }), false, {});
    expect(failures).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("Did you mean stytch:timeoutSeconds?")]);
  });

  test("give no warning of a secret in clear, since the engine gives all of them so", () => {
    for (const isExplicit of [true, false]) {
      expect(checkSettings(settings(GOOD, []), isExplicit, {}).warnings).toEqual([]);
    }
  });

  test("whose reading has a bug throw it", () => {
    const broken = {
      get STYTCH_PROJECT_ID(): string {
        throw new TypeError("bug");
      },
    };
    expect(() => checkSettings(settings({}), false, broken)).toThrow(TypeError);
  });
});
