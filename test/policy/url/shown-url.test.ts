import { expect, it } from "vitest";
import { analyzeUrl } from "../../../policy/src/url/analyze.ts";
import { shownUrl } from "../../../policy/src/url/shown-url.ts";

it.each([
  ["https://a.example/cb", '"https://a.example/cb"'],
  ["https://user:hunter2@a.example/cb", '"https://…@a.example/cb"'],
  ["https://user:hun\nter2@a.example/cb", '"https://…@a.example/cb"'],
  ["https://$&@a.example/cb", '"https://…@a.example/cb"'],
  ["https://@a.example/cb", '"https://@a.example/cb"'],
  ["java\tscript:\u202ex", '"java\\u{9}script:\\u{202e}x"'],
])("shownUrl(%j) is %s", (raw, text) => expect(shownUrl(analyzeUrl(raw))).toBe(text));

it("shownUrl() shortens", () => {
  expect(shownUrl(analyzeUrl(`https://a.example/${"x".repeat(5000)}`)).length).toBeLessThan(250);
});
