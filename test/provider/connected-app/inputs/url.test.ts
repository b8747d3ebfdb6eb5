import { describe, expect, test } from "vitest";
import {
  isLoopbackUrl,
  redirectUrlProblem,
  webUrlProblem,
} from "../../../../provider/src/connected-app/inputs/url.ts";

describe("a redirect URL", () => {
  test.each([
    "https://app.example.com/callback",
    "HTTPS://app.example.com/callback",
    "http://localhost:3000/callback",
    "http://127.0.0.1/callback",
    "http://[::1]:8080/callback",
  ])("may be %s", (url) => {
    expect(redirectUrlProblem(url)).toBeUndefined();
  });

  const scheme = "must begin with a scheme, as in https://app.example.com/callback";
  test.each([
    ["app.example.com/callback", scheme],
    ["/callback?at=https://app.example.com", scheme],
    ["1https://app.example.com", scheme],
    ["https://", "is not a valid URL"],
    ["https://a.example:99999/", "is not a valid URL"],
    ["com.acme.app:/callback", "must begin with https:// (or http:// for a loopback address)"],
    [
      "ftp://a.example/?at=https://b",
      "must begin with https:// (or http:// for a loopback address)",
    ],
    ["https:app.example.com", 'must have "//" and a host after the scheme'],
    ["https:a.example/https://b.example", 'must have "//" and a host after the scheme'],
    ["https:///app.example.com", 'must have "//" and a host after the scheme'],
    ["https://https://app.example.com", "has its scheme twice; remove one"],
    ["http://https//app.example.com", "has its scheme twice; remove one"],
    ["https://app.example.com\\callback", "contains a backslash or a control character"],
    ["https://app.example.com/call back", "contains white space"],
    [
      "http://app.example.com",
      "may use http:// for localhost, 127.0.0.1 and [::1] only; use https://",
    ],
  ])("that is %s: %s", (url, problem) => {
    expect(redirectUrlProblem(url)).toBe(problem);
  });

  test("may hold another address with a scheme further on", () => {
    expect(redirectUrlProblem("https://a.example/https://https://b.example")).toBeUndefined();
  });
});

test.each([
  ["http://localhost/cb", true],
  ["http://localhost:80@evil.example/cb", false],
  ["http://localhost.evil.example/cb", false],
  ["https://localhost/cb", false],
  ["not a URL", false],
])("%s leads to the machine of the browser: %s", (url, isLoopback) => {
  expect(isLoopbackUrl(url)).toBe(isLoopback);
});

describe("a URL of a logo", () => {
  test.each(["https://a.example/logo.png", "http://a.example"])("may be %s", (url) => {
    expect(webUrlProblem(url)).toBeUndefined();
  });

  test.each([
    ["data:image/png;base64,https://a.example"],
    ["/logo?of=https://a.example"],
    ["https://"],
    ["https:///a.example"],
    ["https://a.example:99999"],
  ])("is none that is %s", (url) => {
    expect(webUrlProblem(url)).toBe(
      "must be an absolute URL that begins with https:// (or http://)",
    );
  });
});
