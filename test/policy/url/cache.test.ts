import { expect, it } from "vitest";
import { analyzeUrl } from "../../../policy/src/url/analyze.ts";
import { analyzeCached } from "../../../policy/src/url/cache.ts";

it("analyzeCached() analyzes a URL once, with the result of analyzeUrl()", () => {
  const first = analyzeCached("https://a.example/cb");
  analyzeCached("https://b.example/cb");
  expect(analyzeCached("https://a.example/cb")).toBe(first);
  expect(first).toEqual(analyzeUrl("https://a.example/cb"));
});

it("analyzeCached() forgets rather than grow", () => {
  const first = analyzeCached("https://a.example/first");
  for (let index = 0; index < 20_000; index++) analyzeCached(`https://a.example/${index}`);
  expect(analyzeCached("https://a.example/first")).not.toBe(first);
});

it("analyzeCached() keeps a million characters in all", () => {
  const long = (name: string) => `https://a.example/${name.repeat(400_000)}`;
  const first = analyzeCached(long("a"));
  analyzeCached(long("b"));
  expect(analyzeCached(long("a"))).toBe(first);
  analyzeCached(long("c"));
  expect(analyzeCached(long("a"))).not.toBe(first);
});

it("analyzeCached() does not keep a text that alone exceeds the limit", () => {
  const long = `https://a.example/${"x".repeat(1_000_000)}`;
  expect(analyzeCached(long)).not.toBe(analyzeCached(long));
});
