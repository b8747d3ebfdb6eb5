import { describe, expect, test } from "vitest";
import { parseHttpDate } from "../../../../provider/src/stytch/http/http-date.ts";

const NOW = Date.parse("2026-11-29T12:00:00Z");

function read(text: string, now = NOW): string | undefined {
  const date = parseHttpDate(text, now);
  return date === undefined ? undefined : new Date(date).toISOString();
}

test.each([
  "Sun, 06 Nov 1994 08:49:37 GMT",
  "Sunday, 06-Nov-94 08:49:37 GMT",
  "Sun Nov  6 08:49:37 1994",
])("the form %j is read", (text) => {
  expect(read(text)).toBe("1994-11-06T08:49:37.000Z");
});

test.each([
  ["Sun Nov 16 08:49:37 1994", "1994-11-16T08:49:37.000Z"],
  ["Tue, 29 Feb 2028 00:00:00 GMT", "2028-02-29T00:00:00.000Z"],
  ["Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00.000Z"],
])("%j, with two digits, in a leap year or at a leap second, is read", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test("what toUTCString() writes is read", () => {
  for (let month = 0; month < 12; month += 1) {
    const date = new Date(Date.UTC(2026, month, 17, month, 59, 58));
    expect(parseHttpDate(date.toUTCString(), NOW)).toBe(date.getTime());
  }
});

describe("two digits of a year are", () => {
  test.each([
    ["Sunday, 29-Nov-76 12:00:00 GMT", "2076"],
    ["Sunday, 29-Nov-76 12:00:01 GMT", "1976"],
    ["Monday, 29-Nov-77 12:00:00 GMT", "1977"],
    ["Monday, 29-Nov-27 12:00:00 GMT", "2027"],
    ["Friday, 29-Nov-99 12:00:00 GMT", "1999"],
  ])("%j: not more than 50 years in the future", (text, year) => {
    expect(read(text)?.slice(0, 4)).toBe(year);
  });

  test("of the next century near its beginning", () => {
    const now = Date.parse("1999-12-31T00:00:00Z");
    expect(read("Saturday, 01-Jan-00 00:00:00 GMT", now)?.slice(0, 4)).toBe("2000");
    expect(read("Saturday, 01-Jan-49 00:00:00 GMT", now)?.slice(0, 4)).toBe("2049");
    expect(read("Saturday, 01-Jan-50 00:00:00 GMT", now)?.slice(0, 4)).toBe("1950");
  });
});

test.each([
  "",
  "may 1",
  "1994-11-06",
  "1994-11-06T08:49:37Z",
  "Sun, 06 Nov 94 08:49:37 GMT",
  "Sunday, 06-Nov-1994 08:49:37 GMT",
  "Sun, 06-Nov-1994 08:49:37 GMT",
  "Sunday, 06 Nov 1994 08:49:37 GMT",
  "Sun Nov 6 08:49:37 1994",
  "Sun Nov  6 08:49:37 1994 GMT",
  "Sun, 6 Nov 1994 08:49:37 GMT",
  "Sun, 06 Nov 1994 8:49:37 GMT",
  "Sun, 06 Nov 1994 08:49 GMT",
  "Sun, 06 Nov 1994 08:49:37",
  "Sun, 06 Nov 1994 08:49:37 UTC",
  "Sun, 06 Nov 1994 08:49:37 +0100",
  "sun, 06 nov 1994 08:49:37 gmt",
  "Son, 06 Nov 1994 08:49:37 GMT",
  "Sun, 06 Abc 1994 08:49:37 GMT",
  "Sun, 00 Nov 1994 08:49:37 GMT",
  "Sun, 31 Nov 1994 08:49:37 GMT",
  "Wed, 29 Feb 2023 08:49:37 GMT",
  "Sun, 06 Nov 1994 24:00:00 GMT",
  "Sun, 06 Nov 1994 08:60:00 GMT",
  "Sun, 06 Nov 1994 08:49:61 GMT",
  "Sun, 06 Nov 1994 08:49:37 GMT, 5",
  " Sun, 06 Nov 1994 08:49:37 GMT",
])("%j is not an HTTP-date", (text) => {
  expect(parseHttpDate(text, NOW)).toBeUndefined();
});
