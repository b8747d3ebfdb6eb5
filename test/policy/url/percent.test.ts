import { describe, expect, it } from "vitest";
import {
  decodePercent,
  findPercentEncoding,
  normalizePercentEncoding,
} from "../../../policy/src/url/percent.ts";

const CASES: [text: string, found: string[], normalized: string][] = [
  ["", [], ""],
  ["a/b", [], "a/b"],
  ["%20", [], "%20"],
  ["%", ["malformed"], "%25"],
  ["%4", ["malformed"], "%254"],
  ["%g1", ["malformed"], "%25g1"],
  ["%%41", ["malformed", "unreserved"], "%25A"],
  ["%3b", ["lowerCase"], "%3B"],
  ["%41%7E%5F%2D%30", ["unreserved"], "A~_-0"],
  ["%2E", ["unreserved", "dot"], "."],
  ["%2e", ["lowerCase", "unreserved", "dot"], "."],
  ["%2F", [], "%2F"],
  ["%5C", [], "%5C"],
  ["%00", ["control"], "%00"],
  ["%1F", ["control"], "%1F"],
  ["%7F", ["control"], "%7F"],
  ["%25", [], "%25"],
  ["%2520", ["double"], "%2520"],
  ["%25%32%30", ["unreserved"], "%2520"],
  ["%252", [], "%252"],
  ["%C3%A9", [], "%C3%A9"],
];

describe.each(CASES)("of %j", (text, expected, normalized) => {
  it(`findPercentEncoding() finds ${expected.join(", ") || "nothing"}`, () => {
    const found = Object.entries(findPercentEncoding(text)).filter(([, is]) => is);
    expect(found.map(([name]) => name)).toEqual(expected);
  });

  it("normalizePercentEncoding() leaves what is needed", () => {
    expect(normalizePercentEncoding(text)).toBe(normalized);
  });
});

it("findPercentEncoding() returns a flag for each question", () => {
  const flags = Object.values(findPercentEncoding(""));
  expect(flags).toEqual(Array.from({ length: 6 }, () => false));
});

it("decodePercent() decodes once and leaves the rest", () => {
  expect(decodePercent("%41%2541%zz%")).toBe("A%41%zz%");
});
