import { expect, it } from "vitest";
import { asBrowserReads, withoutDisguise } from "../../../policy/src/url/characters.ts";

it.each([
  ["", ""],
  [" \t\u0001 ", ""],
  ["  a b\n", "a b"],
  ["\u0000a\tb\u001f", "ab"],
])("asBrowserReads(%j) is %j", (text, read) => expect(asBrowserReads(text)).toBe(read));

it("withoutDisguise() reads no more than the first 2048 characters that are seen", () => {
  expect(withoutDisguise(`\u200b${"x".repeat(5000)}`)).toBe("x".repeat(2048));
});
