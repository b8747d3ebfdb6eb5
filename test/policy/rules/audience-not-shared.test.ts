import { describe, expect, it } from "vitest";
import { audienceNotShared as rule } from "../../../policy/src/rules/audience-not-shared.ts";
import { checkStack } from "../_check.ts";
import { app } from "../_client.ts";

const client = (name: string, clientType: string, accessTokenCustomAudience: unknown = "api") =>
  app({ clientType, accessTokenCustomAudience }, { name });

describe(rule.name, () => {
  it("is violated by the third party of two clients", () => {
    const partner = client("partner", "third_party");
    expect(checkStack(rule, [client("web", "first_party"), partner])).toMatchObject([
      { urn: partner.urn, value: '"api", the same as for "web"' },
    ]);
  });

  it("is violated by each of several third parties", () => {
    const clients = ["a", "b", "c"].map((name) => client(name, "third_party_public"));
    expect(checkStack(rule, clients).map(({ value }) => value)).toEqual([
      '"api", the same as for "b" and 1 more',
      '"api", the same as for "a" and 1 more',
      '"api", the same as for "a" and 1 more',
    ]);
  });

  it("lets clients of your own share, and different or no audiences pass", () => {
    expect(checkStack(rule, [client("a", "first_party"), client("b", "first_party")])).toEqual([]);
    const other = [client("a", "third_party", "api"), client("b", "third_party", "files")];
    expect(checkStack(rule, other)).toEqual([]);
    for (const none of ["", undefined, null, 7]) {
      const without = ["a", "b"].map((name) => client(name, "third_party", none));
      // An argument that is undefined would be the default.
      if (none !== undefined) expect(checkStack(rule, without)).toEqual([]);
    }
    expect(checkStack(rule, [])).toEqual([]);
  });

  it("lets a group share", () => {
    const clients = [client("mcp-a", "third_party"), client("mcp-b", "third_party")];
    expect(checkStack(rule, clients, { groups: [["mcp-*"]] })).toEqual([]);
    expect(checkStack(rule, clients, { groups: [["mcp-a"], ["mcp-b"]] })).toHaveLength(2);
  });

  it("is broken where two clients have no group in common, however many groups they have", () => {
    const clients = [
      client("one", "third_party"),
      ...["both", "two", "none"].map((name) => client(name, "first_party")),
      client("lone", "third_party"),
    ];
    const groups = [
      ["one", "both"],
      ["both", "two"],
    ];
    const found = checkStack(rule, clients, { groups });
    expect(found.map(({ urn, value }) => `${urn.split("::").at(-1)}: ${value}`)).toEqual([
      'one: "api", the same as for "two" and 2 more',
      expect.stringMatching(/^lone: "api", the same as for "\w+" and 3 more$/),
    ]);
  });

  it.each([
    ["https://api.example.com", "https://api.example.com/v2", "is a prefix of"],
    ["https://api.example.com/v2", "https://api.example.com", "begins with"],
    ["https://api.example.com", "https://api.example.com.other.example", "is a prefix of"],
    ["https://api.example.com", "https://api.example.com/", "differs only in case or a slash from"],
    ["https://API.example.com", "https://api.example.com", "differs only in case or a slash from"],
    [
      "https://api.example.com:443/a",
      "https://api.example.com/a",
      "differs only in case or a slash from",
    ],
    ["urn:acme:api", "urn:acme:api:orders", "is a prefix of"],
    ["urn:acme:", "urn:acme:api", "is a prefix of"],
    ["api", "api-admin", "is a prefix of"],
  ])("is violated by %j next to %j of another client", (audience, other, relation) => {
    const partner = client("partner", "third_party", audience);
    expect(checkStack(rule, [client("web", "first_party", other), partner])).toMatchObject([
      { urn: partner.urn, value: `"${audience}", which ${relation} "${other}" of "web"` },
    ]);
  });

  it.each([
    ["https://api.example.com", "https://api.example.community"],
    ["https://api.example.com/v1", "https://api.example.com/v10"],
    ["https://api.example.com/a", "https://api.example.com/b"],
    ["https://example.com", "https://api.example.com"],
    ["api", "apis"],
    ["orders", "api/orders"],
    ["/", "//"],
  ])("allows %j and %j together", (audience, other) => {
    const partner = client("partner", "third_party", audience);
    expect(checkStack(rule, [client("web", "first_party", other), partner])).toEqual([]);
  });

  it("lets a group, and clients of your own, have audiences that begin one another", () => {
    const web = client("web", "first_party", "api");
    expect(checkStack(rule, [web, client("jobs", "first_party", "api/v2")])).toEqual([]);
    const groups = [["web", "partner"]];
    const partner = client("partner", "third_party", "api/v2");
    expect(checkStack(rule, [web, partner], { groups })).toEqual([]);
    expect(checkStack(rule, [web, partner])).toHaveLength(1);
  });

  it("finds the audience that begins one behind others that do not", () => {
    const clients = ["api", "api2", "api2/x", "apia"].map((audience) =>
      client(audience, "first_party", audience),
    );
    const partner = client("partner", "third_party", "api/v2");
    expect(checkStack(rule, [...clients, partner])).toMatchObject([
      { value: '"api/v2", which begins with "api" of "api"' },
    ]);
  });
});
