import { expect, it } from "vitest";
import { shownUrl } from "../../../policy/src/url/shown-url.ts";

it.each([
  ["https://a.example/cb", '"https://a.example/cb"'],
  ["https://user:hunter2@a.example/cb", '"https://…@a.example/cb"'],
  ["https://user:hun\nter2@a.example/cb", '"https://…@a.example/cb"'],
  ["https://$&@a.example/cb", '"https://…@a.example/cb"'],
  ["https://@a.example/cb", '"https://@a.example/cb"'],
  ["https://user:hunter2@", '"https://…@"'],
  ["?token=x", '"?token=…"'],
  ["https://a.example/?token==", '"https://a.example/?token=…"'],
  ["java\tscript:\u202ex", '"java\\u{9}script:\\u{202e}x"'],
])("shownUrl(%j) is %s", (raw, text) => expect(shownUrl(raw)).toBe(text));

it("shownUrl() shortens", () => {
  expect(shownUrl(`https://a.example/${"x".repeat(5000)}`).length).toBeLessThan(250);
});
