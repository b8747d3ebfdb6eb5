import { expect, test } from "vitest";
import { KEYS, warningsOf } from "../../../provider/src/connection/keys.ts";

const ALL = Object.keys(KEYS).map((key) => `stytch:${key}`);

test("a configuration with every key and an encrypted secret passes in silence", () => {
  expect(warningsOf([...ALL, "aws:region", "project:secrets"], true)).toEqual([]);
});

test("a secret in clear text is named with the command that encrypts it", () => {
  const [warning, ...others] = warningsOf(ALL, false);
  expect(others).toEqual([]);
  expect(warning).toContain("pulumi config set --secret stytch:secret");
  expect(warningsOf(["stytch:projectId"], false)).toEqual([]);
});

test.each([
  ["stytch:secrets", "stytch:secret"],
  ["stytch:timeout", "stytch:timeoutSeconds"],
  ["stytch:allowDestructiv", "stytch:allowDestructive"],
  ["stytch:allow_destructive", "stytch:allowDestructive"],
  ["stytch:readAtPreveiw", "stytch:readAtPreview"],
  ["stytch:projectid", "stytch:projectId"],
])("%s is warned of with %s", (key, nearest) => {
  const [warning, ...others] = warningsOf([key], true);
  expect(others).toEqual([]);
  expect(warning).toMatch(new RegExp(`^${key} is not a known configuration key`));
  expect(warning).toContain(`Did you mean ${nearest}?`);
});

test("a key like none is warned of with all keys", () => {
  const [warning] = warningsOf(["stytch:entirelyDifferent"], true);
  for (const key of ALL) expect(warning).toContain(key);
});
