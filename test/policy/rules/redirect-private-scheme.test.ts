import { describe, expect, it } from "vitest";
import { redirectPrivateScheme as rule } from "../../../policy/src/rules/redirect-private-scheme.ts";
import { redirectUrlProblem } from "../../../provider/src/connected-app/inputs/url.ts";
import { check } from "./_urls.ts";

const SCHEMES = ["myapp:/cb", "com.example.app:/cb", "com.example.app://cb", "intent://a.example/"];
const TYPES = ["first_party", "first_party_public", "third_party", "third_party_public"];

describe.each(TYPES)(`${rule.name}, of a client of type %s`, (clientType) => {
  it.each(SCHEMES)("reports %s, which the provider refuses", (url) => {
    expect(redirectUrlProblem(url)).toBeDefined();
    expect(check(rule, [url], { clientType })).toHaveLength(1);
  });

  it.each(SCHEMES)("advises for %s what the provider accepts, by Stytch's own name", (url) => {
    for (const { remedy } of check(rule, [url], { clientType })) {
      expect(remedy).toContain("connected_app_redirect_url_must_use_http_or_https_scheme");
      expect(remedy).not.toMatch(/com\.example|reverse|_public/);
    }
  });
});

it("only notes a scheme with a known owner, and no other", () => {
  const levelOf = (url: string) =>
    check(rule, [url], { clientType: "third_party_public" }).map(({ level }) => level);
  expect(levelOf("com.example.app:/cb")).toEqual(["advisory"]);
  expect(levelOf("myapp:/cb")).toEqual([undefined]);
});
