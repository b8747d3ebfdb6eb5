import { expect, it } from "vitest";
import { analyzeUrl } from "../../../policy/src/url/analyze.ts";

const CASES: [raw: string, canonical: string | undefined, remarks: string[]][] = [
  ["https://a.example/cb", "https://a.example/cb", []],
  ["https://a.example/", "https://a.example/", []],
  ["https://a.example", "https://a.example/", ["empty path"]],
  ["https://a.example:8443/cb?x=1&y=%20", "https://a.example:8443/cb?x=1&y=%20", []],
  ["https://a.example/cb?", "https://a.example/cb?", []],
  ["http://127.0.0.1:3000/cb", "http://127.0.0.1:3000/cb", []],
  ["http://[::1]/cb", "http://[::1]/cb", []],
  ["com.example.app:/cb", "com.example.app:/cb", []],
  ["com.example.app://cb", "com.example.app://cb", []],
  ["com.example.app:cb", "com.example.app:cb", []],
  ["https://a.example/~user/a-b_c.d", "https://a.example/~user/a-b_c.d", []],
  ["HTTPS://a.example/cb", "https://a.example/cb", ["scheme case"]],
  ["Com.Example.App:/cb", "com.example.app:/cb", ["scheme case"]],
  ["https://A.Example/cb", "https://a.example/cb", ["host case"]],
  ["https://[2001:DB8::1]/", "https://[2001:db8::1]/", ["host case"]],
  [
    "https://%61.example/cb",
    "https://a.example/cb",
    ["host notation", "needless percent-encoding"],
  ],
  [
    "https://bücher.example/",
    "https://xn--bcher-kva.example/",
    ["host notation", "non-ASCII text"],
  ],
  ["https://127.1/", "https://127.0.0.1/", ["address notation"]],
  ["https://2130706433/", "https://127.0.0.1/", ["address notation"]],
  ["https://[0:0::1]/", "https://[::1]/", ["address notation"]],
  ["https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", ["address notation"]],
  ["https://127.0.0.1./", "https://127.0.0.1/", ["address notation", "trailing dot"]],
  ["https://a.example./cb", "https://a.example./cb", ["trailing dot"]],
  ["https://A.example./cb", "https://a.example./cb", ["host case", "trailing dot"]],
  ["https://a.example:443/cb", "https://a.example/cb", ["default port"]],
  ["https://a.example.:443/cb", "https://a.example./cb", ["default port", "trailing dot"]],
  ["ws://a.example:80/", "ws://a.example/", ["default port"]],
  ["wss://a.example:443/", "wss://a.example/", ["default port"]],
  ["ftp://a.example:21/", "ftp://a.example/", ["default port"]],
  ["HTTPS://a.example:8080/", "https://a.example:8080/", ["scheme case"]],
  ["http://a.example:80/cb", "http://a.example/cb", ["default port"]],
  ["https://a.example:80/cb", "https://a.example:80/cb", []],
  ["https://a.example:/cb", "https://a.example/cb", ["port notation"]],
  ["https://a.example:0443/cb", "https://a.example/cb", ["port notation"]],
  ["https://a.example/x/../cb", "https://a.example/cb", ["dot segments"]],
  ["https://a.example/./cb", "https://a.example/cb", ["dot segments"]],
  [
    "https://a.example/x/%2E%2e/cb",
    "https://a.example/cb",
    ["dot segments", "lower-case percent-encoding", "needless percent-encoding"],
  ],
  ["https://a.example/..", "https://a.example/", ["dot segments"]],
  ["https://a.example/..cb", "https://a.example/..cb", []],
  ["HTTPS://a.example/cb../..cb", "https://a.example/cb../..cb", ["scheme case"]],
  ["https://a.example/%7Euser", "https://a.example/~user", ["needless percent-encoding"]],
  ["https://a.example/%41", "https://a.example/A", ["needless percent-encoding"]],
  ["https://a.example/%c3%a9", "https://a.example/%C3%A9", ["lower-case percent-encoding"]],
  ["https://a.example/é", "https://a.example/%C3%A9", ["non-ASCII text"]],
  ["https://a.example/%", "https://a.example/%25", ["malformed percent-encoding"]],
  ["https://a.example/%zz", "https://a.example/%25zz", ["malformed percent-encoding"]],
  ["https://a.example/%2", "https://a.example/%252", ["malformed percent-encoding"]],
  ["https://a.example/a%2Fb", "https://a.example/a%2Fb", []],
  ["https://a.example/a%5Cb", "https://a.example/a%5Cb", []],
  ["https://a.example/..%2Fb", "https://a.example/..%2Fb", []],
  ["https://a.example//b", "https://a.example//b", ["empty segment"]],
  ["https://a.example/b;/c", "https://a.example/b;/c", ["empty parameter"]],
  ["https://a.example/b;;x=1", "https://a.example/b;;x=1", ["empty parameter"]],
  ["https://a.example/b;", "https://a.example/b;", ["empty parameter"]],
  ["https://a.example/b;x=1/c", "https://a.example/b;x=1/c", []],
  ["com.example.app:b//c", "com.example.app:b//c", []],
  ["https://a.example/%252Fb", "https://a.example/%252Fb", ["double percent-encoding"]],
  ["https://a.example/%25b", "https://a.example/%25b", []],
  ["https://a.example/%00", "https://a.example/%00", ["encoded control character"]],
  ["https://a.example/%0D%0A", "https://a.example/%0D%0A", ["encoded control character"]],
  ["https:a.example/cb", "https://a.example/cb", ["slashes"]],
  ["https:/a.example/cb", "https://a.example/cb", ["slashes"]],
  ["https:a.example/x://cb", "https://a.example/x://cb", ["slashes", "empty segment"]],
  ["https:///a.example/cb", "https://a.example/cb", ["slashes"]],
  ["https:\\\\a.example/cb", "https://a.example/cb", ["backslash", "slashes"]],
  ["https://a.example\\cb", "https://a.example/cb", ["backslash"]],
  ["https://a.example\\@b.example/", "https://a.example/@b.example/", ["backslash"]],
  [" https://a.example/cb", "https://a.example/cb", ["white space"]],
  ["https://a.example/cb ", "https://a.example/cb", ["white space"]],
  ["https://a.example/c b", "https://a.example/c%20b", ["white space"]],
  ["https://a.example/cb\n", "https://a.example/cb", ["white space", "control character"]],
  ["https://a.exa\tmple/cb", "https://a.example/cb", ["white space", "control character"]],
  ["https://a.example/c\u0001b", "https://a.example/c%01b", ["control character"]],
  [
    "https://a.example/c\u200bb",
    "https://a.example/c%E2%80%8Bb",
    ["non-ASCII text", "invisible character"],
  ],
  [
    "https://exa\u00admple.com/",
    "https://example.com/",
    ["host notation", "non-ASCII text", "invisible character"],
  ],
  ['https://a.example/"x"', "https://a.example/%22x%22", ["other"]],
  ["https://a.example/?x=<y>", "https://a.example/?x=%3Cy%3E", ["other"]],
  ["file:/cb", "file:///cb", ["other"]],
  ["https://xn--pple-43d.com/", "https://xn--pple-43d.com/", ["mixed alphabets"]],
  ["https://[::1%25eth0]/", undefined, ["unreadable", "address notation", "zone"]],
  ["https://a b.example/", undefined, ["unreadable", "white space"]],
  ["https://a.example:99999/", undefined, ["unreadable"]],
  ["https://a.example:*/", undefined, ["unreadable"]],
  ["https://[::1/", undefined, ["unreadable"]],
  ["https://256.1.1.1/", undefined, ["unreadable"]],
  ["https://a%00.example/", undefined, ["unreadable", "encoded control character"]],
  ["a.example/cb", undefined, ["unreadable"]],
  ["//a.example/cb", undefined, ["unreadable"]],
  ["/cb", undefined, ["unreadable"]],
  ["", undefined, ["unreadable"]],
];

it.each(CASES)("analyzeUrl(%j) is spelled %j: %j", (raw, canonical, remarks) => {
  const analysis = analyzeUrl(raw);
  expect(analysis.canonical).toBe(canonical);
  expect([...analysis.deviations, ...analysis.suspicions]).toEqual(remarks);
});

it("analyzeUrl() leaves a host alone that is longer than any name can be", () => {
  const spellings = [1024, 1025].map((length) => analyzeUrl(`https://${"a".repeat(length)}/`));
  expect(spellings.map(({ deviations }) => deviations)).toEqual([[], ["unreadable"]]);
});

it.each([
  ["file", undefined],
  ["com.example.app", expect.any(String)],
])("analyzeUrl() of %s: with such a host is spelled %s", (scheme, canonical) => {
  expect(analyzeUrl(`${scheme}://${"a.".repeat(1000)}com/`).canonical).toEqual(canonical);
});
