import { expect, it } from "vitest";
import { declareClients, withPropertyNames } from "../../bench/clients.ts";
import { csvOf } from "../../bench/compare/rivals/fleet.ts";
import { clientsOf } from "../examples/fleet/_file.ts";

it("the fleet reads from its file what every other contender declares", () => {
  const declared = declareClients(30).map(withPropertyNames);
  const read = clientsOf(csvOf(declareClients(30))).map(({ key, inputs }) => ({
    name: key,
    fields: inputs,
  }));
  expect(read).toEqual(declared);
});
