import { describe, expect, it } from "vitest";
import { splitUrl } from "../../../policy/src/url/parts.ts";
import { hasLateUserinfo, isJoined } from "../../../policy/src/url/second-address.ts";

describe("hasLateUserinfo()", () => {
  it.each([
    ...["?@b.com", "?x@y", "#@b.com", "#x?y@z", "?x=1@b", "?x=1#@b", "?x@y/z"],
    ...[
      "/@b.com",
      "/@b.com/cb",
      "/@b.co.uk",
      "/@b.example",
      "/@127.0.0.1",
      "/a:b@b.com/",
      "/;@b.com",
    ],
    ...["/cb/@b.com", "/a@b@c.com", "/%40b.com", "/%40b%2Ecom", "/cb/%40b.com/x", "/@bücher.de"],
    ...["/?@b.com", "/?x&@b.com", "/?a:b@b.com", "/?%40b.com", "/cb?x=1&y@b.com"],
  ])("finds another host in https://a.example%s", (rest) => {
    expect(hasLateUserinfo(splitUrl(`https://a.example${rest}`))).toBe(true);
  });

  it.each([
    ...["", "/", "/cb", "?x=1", "#x", "?x/@b", "?x\\@b", "/@acme", "/@acme/cb", "/users/@acme/cb"],
    ...["/@acme/x@1.2.3", "/@v1.2", "/@", "/a%40b.com", "/cb?mail=a@b.com", "/cb?mail=%40b.com"],
    ...["/?x=@b.com", "/cb#@b.com", "/@a-b/c.com", "/b.com", "/?b.com"],
  ])("finds none in https://a.example%s", (rest) => {
    expect(hasLateUserinfo(splitUrl(`https://a.example${rest}`))).toBe(false);
  });

  it("is not about addresses without a host", () => {
    expect(hasLateUserinfo(splitUrl("mailto:a@b.com"))).toBe(false);
  });
});

describe("isJoined()", () => {
  it.each([
    ...["/cb,https://b.example", "/cb;https://b.example", "/cb|http://b.example", "/cb https://b"],
    ...["/cb,//b.example", "/cb%20https://b", "/cb%2Chttps%3A%2F%2Fb", "/cb%7CHTTPS://b"],
    ...[
      "/cb?x,https://b",
      "/cb?x;//b",
      "/cb#x|https://b",
      "/cbhttps://b",
      "/cb+http://b",
      "/cb\nhttps://b",
    ],
    ...["/cb,b.example/cb", "/cb;b.com/cb", "/cb|127.0.0.1/cb", "/cb,x,b.example/cb"],
  ])("finds a second address in https://a.example%s", (rest) => {
    expect(isJoined(splitUrl(`https://a.example${rest}`))).toBe(true);
  });

  it.each([
    ...[
      "",
      "/cb",
      "/cb,x",
      "/a;v=1/x",
      "/cb,b.example",
      "/cb;v=b.example/x",
      "/x/https://b.example",
    ],
    ...[
      "/cb;next=https://b.example",
      "/cb?x=https://b.example",
      "/cb?xhttps://b",
      "/cb#xhttps://b",
    ],
    ...["/cb//x", "/cb,x/y", "/b.example/cb"],
  ])("finds none in https://a.example%s", (rest) => {
    expect(isJoined(splitUrl(`https://a.example${rest}`))).toBe(false);
  });
});
