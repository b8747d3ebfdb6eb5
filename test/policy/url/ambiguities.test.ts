import { expect, it } from "vitest";
import { analyzeUrl } from "../../../policy/src/url/analyze.ts";

const CASES: [url: string, ambiguities: string[]][] = [
  ["https://a.example/cb", []],
  ["https://a.example/x/..;/y", ["step"]],
  ["https://a.example/\t..", ["white space", "control character", "step"]],
  ["https:a.example", ["slashes"]],
  ["https://a.example\\b", ["backslash"]],
  ["https://a.example/%00", ["encoded control character"]],
  ["https://a.example/?x=%0D%0A", ["encoded control character"]],
  ["https://a.example/\u200bb", ["invisible character"]],
  ["https://a b.example/", ["unreadable", "white space"]],
  ["a b.example/../c", []],
  // Hosts
  ["https://a.example./", []],
  ["https://A.EXAMPLE/", []],
  ["https://a..example/", ["empty label"]],
  ["https://.a.example/", ["empty label"]],
  ["https://a.example../", ["empty label"]],
  ["https://a%2Eexample/", ["disguised host"]],
  ["https://ａ.example/", ["disguised host"]],
  ["https://a。example/", ["disguised host"]],
  ["https://a\u00adb.example/", ["invisible character", "disguised host"]],
  ["https://①②⑦.0.0.1/", ["disguised host"]],
  ["https://2130706433/", ["disguised host"]],
  ["https://0x7f.1/", ["disguised host"]],
  ["https://127.0.0.01/", ["disguised host"]],
  ["https://127.0.0.1./", []],
  ["https://192.0.2.1/", []],
  ["https://[2001:DB8::1]/", []],
  ["https://[0:0::1]/", []],
  // Other alphabets
  ["https://bücher.example/", []],
  ["https://BÜCHER.example/", []],
  ["https://bu\u0308cher.example/", []],
  ["https://straße.example/", []],
  ["https://xn--bcher-kva.example/", []],
  ["https://xn--a.example/", ["disguised host"]],
  ["https://XN--Bcher-kva.example/", []],
  ["https://пример.рф/", []],
  ["https://сосо.рф/", []],
  ["https://сосо.com/", ["lookalike letters"]],
  ["https://аpple.com/", ["mixed alphabets"]],
];

it.each(CASES)("analyzeUrl(%j) is ambiguous by %j", (url, ambiguities) => {
  expect(analyzeUrl(url).ambiguities).toEqual(ambiguities);
});
