import { describe, expect, it } from "vitest";
import { declareClients } from "../../bench/clients.ts";
import { type Change, changed, changeOf, drifting } from "../../bench/compare/changes.ts";
import { OPERATIONS } from "../../bench/compare/scenario.ts";

function differences(count: number, which: Change): number {
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
  ])("is, of %i clients, one, %i or all", (count, some) => {
    expect(differences(count, "one")).toBe(1);
    expect(differences(count, "some")).toBe(some);
    expect(differences(count, "all")).toBe(count);
  });

  it("differs again when all change after some did", () => {
    const some = changed(declareClients(10), "some");
    const all = changed(some, "all");
    expect(all[0]?.fields.client_description).not.toBe(some[0]?.fields.client_description);
  });

  it("is another client where it is one than where it is 1 %", () => {
    const clients = declareClients(1_000);
    const both = changed(changed(clients, "one"), "some");
    const isChanged = ({ fields }: (typeof clients)[number]) =>
      /changed/.test(String(fields.client_description));
    expect(both.filter(isChanged)).toHaveLength(11);
  });

  it("is nothing for what only looks, drifts or deletes", () => {
    const changing = OPERATIONS.filter((operation) => changeOf(operation) !== undefined);
    expect(changing).toEqual(["change-one", "change-some", "change-all"]);
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
