import { describe, expect, it } from "vitest";
import { declareClients } from "../../bench/clients.ts";
import { changed, drifting } from "../../bench/compare/changes.ts";

function differences(count: number, which: "some" | "all"): number {
  const before = declareClients(count);
  const after = changed(before, which);
  return after.filter((client, index) => {
    expect(client.name).toBe(before[index]?.name);
    return client.fields.client_description !== before[index]?.fields.client_description;
  }).length;
}

describe("what changes in the program", () => {
  it.each([
    [10, 1],
    [100, 1],
    [1_000, 10],
  ])("is, of %i clients, %i or all", (count, some) => {
    expect(differences(count, "some")).toBe(some);
    expect(differences(count, "all")).toBe(count);
  });

  it("differs again when all change after some did", () => {
    const some = changed(declareClients(10), "some");
    const all = changed(some, "all");
    expect(all[0]?.fields.client_description).not.toBe(some[0]?.fields.client_description);
  });
});

describe("what drifts", () => {
  it("is as many clients as the 1 %, and none of those", () => {
    const clients = declareClients(1_000);
    const drifted = drifting(clients);
    expect(drifted).toHaveLength(10);
    expect(changed(clients, "some").slice(-10)).toEqual(drifted);
  });
});
