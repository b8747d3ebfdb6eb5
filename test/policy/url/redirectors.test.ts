import { describe, expect, it } from "vitest";
import { findRedirector } from "../../../policy/src/url/redirectors.ts";

describe("findRedirector()", () => {
  it.each([
    ["google.com", "/url", "google.com/url"],
    ["www.google.co.uk", "/amp/s/evil.com", "www.google.co.uk/amp"],
    ["www.google.com", "/URL", "www.google.com/url"],
    ["translate.yandex.com", "/translate", "translate.yandex.com/translate"],
    ["facebook.com", "/l.php", "facebook.com/l.php"],
    ["m.facebook.com", "/l.php", "m.facebook.com/l.php"],
    ["medium.com", "/r/", "medium.com/r"],
  ])("%s%s is %s", (name, path, expected) => {
    expect(findRedirector(name, path)).toBe(expected);
  });

  it.each([
    ["google.com", "/"],
    ["google.com", ""],
    ["google.com", "/urls"],
    ["google.com", "/cb/url"],
    ["developers.google.com", "/oauthplayground"],
    ["notgoogle.com", "/url"],
    ["google.example.com", "/url"],
    ["facebook.com.example", "/l.php"],
    ["notfacebook.com", "/l.php"],
    ["facebook.de", "/l.php"],
    ["127.0.0.1", "/url"],
  ])("%s%s is not a redirector", (name, path) =>
    expect(findRedirector(name, path)).toBeUndefined(),
  );
});
