import { expect, it } from "vitest";
import { analyzeUrl } from "../../../policy/src/url/analyze.ts";

it.each([
  ["https://a.example/", "https", true],
  ["HTTP:a.example", "http", true],
  ["com.example.app:/cb", "com.example.app", false],
  ["*http://a.example/", undefined, false],
  ["http*://a.example/", undefined, false],
  ["1a://a.example/", undefined, false],
  ["//a.example/", undefined, false],
])("analyzeUrl(%j) has the scheme %s; web: %s", (raw, scheme, isWeb) => {
  expect(analyzeUrl(raw)).toMatchObject({ scheme, isWeb });
});
