import { describe, expect, it } from "vitest";
import { audienceNotShared as rule } from "../../../policy/src/rules/audience-not-shared.ts";
import { checkStack } from "../_check.ts";
import { app } from "../_client.ts";

const client = (name: string, clientType: string, accessTokenCustomAudience: unknown = "api") =>
  app({ clientType, accessTokenCustomAudience }, { name });

describe(rule.name, () => {
  it("is broken by the third party of two clients", () => {
    const partner = client("partner", "third_party");
    expect(checkStack(rule, [client("web", "first_party"), partner])).toMatchObject([
      { urn: partner.urn, value: '"api", the same as for "web"' },
    ]);
  });

  it("is broken by each of several third parties", () => {
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
});
