import { describe, expect, it } from "vitest";
import { findPathTricks } from "../../../policy/src/url/path.ts";

const STEPS = [
  ...["/cb/..;/steal", "/cb/..;x=1/steal", "/cb;x=1/../steal", "/cb/%2e%2e/steal", "/cb/%2E./x"],
  ...["/cb/.%2e/x", "/cb/%2e%2e%2fsteal", "/cb/..%2fsteal", "/cb/..%2Fsteal", "/cb/%252e%252e/x"],
  ...["/cb/%25252e%25252e/x", "/cb/..%252fsteal", "/cb//..", "/cb/../", "/cb/..", "/cb/.", "/./cb"],
  ...["/cb/.;/steal", "/cb/%2e;/steal", "/cb/..%3b/steal", "/cb/%2e%2e%3bx/steal", "/cb/....//x"],
  ...["/cb/.../x", "/cb/..%20/x", "/cb/%20../x", "/cb/..%09/x", "/cb/..%00/x", "/cb/.%00./x"],
  ...["/cb/%u002e%u002e/x", "/cb/%uff0e%uff0e/x", "/cb/%EF%BC%8E%EF%BC%8E/x", "/cb/．．/x"],
  ...["/cb/..%EF%BC%8Fx", "/cb/%E2%80%A5/x", "/cb/%E2%80%A4%E2%80%A4/x", "/cb/%EF%B9%92./x"],
  ...["/cb/..\\x", "/cb/..%5Cx", "/cb/..%255cx", "/cb/%2%65%2%65/x", "/cb/..%EF%BC%BCx"],
  ...["/cb;/..;/x", "/cb/..;%2fx", "/cb%2f..", "/cb%2F%2E%2E%2Fx", "..;/x", "/cb/..%EF%B9%A8x"],
];

const OTHERS: [path: string, tricks: string[]][] = [
  ["/a%5Cb", ["encoded backslash"]],
  ["/a%255Cb", ["encoded backslash"]],
  ["/a\\b", []],
  ["/%C0%AE%C0%AE/x", ["overlong encoding"]],
  ["/a%c1%9cb", ["overlong encoding"]],
  ["/a%e0%80%afb", ["overlong encoding"]],
  ["/a%F0%80%80%AFb", ["overlong encoding"]],
  ["/a%25c0%25aeb", ["overlong encoding"]],
  ["/a%2500b", ["hidden control character"]],
  ["/a%250d%250ab", ["hidden control character"]],
  ["/a%E2%80%AEb", ["hidden invisible character"]],
  ["/a%E2%80%8Bb", ["hidden invisible character"]],
  ["/%EF%BB%BFcb", ["hidden invisible character"]],
  ["/a%25E2%2581%25A6b", ["hidden invisible character"]],
  ["/%2Fevil.example", ["encoded host"]],
  ["/%2f%2fevil.example", ["encoded host"]],
  ["/%252fevil.example", ["encoded host"]],
  ["/%5Cevil.example", ["encoded host", "encoded backslash"]],
];

const INNOCENT = [
  ...["", "/", "/callback", "/callback/tenant%2Fa", "/callback/tenant%252Fa", "/a%20b", "/a%2520b"],
  ...["/.well-known/cb", "/cb..", "/..cb", "/v1..2", "/cb;v=1", "/cb;v=1/x", "/cb;a=..", "/a.b/c"],
  ...["/caf%C3%A9", "/voil%E0/x", "/%E0%A4%95", "/100%/x", "/a%2", "//cb", "/a//b", "/~me/(x)"],
  ...[
    "/%E2%80%A6x",
    "/a%2Eb",
    "/%F0%9F%98%80",
    "/:id",
    "/a%3Bb",
    "cb",
    "/%C3%80",
    "/%D9%85%DB%8C%E2%80%8C%D8%AE",
  ],
];

describe("findPathTricks()", () => {
  it.each(STEPS)("finds a step in %j", (path) => expect(findPathTricks(path)).toContain("step"));

  it.each(OTHERS)("finds in %j %j", (path, tricks) => {
    expect(findPathTricks(path)).toEqual(tricks);
  });

  it.each(INNOCENT)("finds nothing in %j", (path) => expect(findPathTricks(path)).toEqual([]));
});
