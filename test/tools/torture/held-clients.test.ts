import { expect, it } from "vitest";
import { type DeclaredClient, declareClients } from "../../../bench/clients.ts";
import type { WireClient } from "../../../bench/contenders/api.ts";
import { type HeldClients, ownOf, problemsOf } from "../../../tools/torture/held-clients.ts";

const declared = declareClients(2);
const heldAs = ({ name, fields }: DeclaredClient): WireClient => ({
  ...fields,
  client_id: `id of ${name}`,
  client_name: name,
  client_secret_last_four: null,
});
const ours = declared.map(heldAs);
const foreign = [{ ...ours[0], client_id: "foreign", client_name: "foreign" } as WireClient];
const GOOD: HeldClients = {
  held: [...ours, ...foreign],
  foreign,
  declared,
  ids: ours.map(({ client_id }) => client_id),
};
const [first, second] = ours as [WireClient, WireClient];

it("finds nothing where server and states hold what is declared, beside clients of others", () => {
  expect(problemsOf(GOOD)).toEqual([]);
  expect(ownOf(GOOD)).toEqual(ours);
});

it.each<[string, Partial<HeldClients>, string[]]>([
  ["one lost", { held: [first, ...foreign] }, ["1 of 2 clients", "holds 1 of ours", "state"]],
  [
    "one doubled",
    { held: [...GOOD.held, { ...second, client_id: "twin" }] },
    ["1 of 2 clients", "holds 3 of ours", "state"],
  ],
  [
    "one that is not as declared",
    { held: [{ ...first, redirect_urls: ["https://other.example"] }, second, ...foreign] },
    ["1 of 2 clients"],
  ],
  ["one of others that is gone", { held: ours }, ["others were touched"]],
  [
    "one of others that is changed",
    { held: [...ours, { ...foreign[0], x: 1 } as WireClient] },
    ["others were touched"],
  ],
  ["one that no state holds", { ids: [first.client_id] }, ["state does not hold"]],
])("finds %s", (_, broken, expected) => {
  const found = problemsOf({ ...GOOD, ...broken });
  for (const [at, text] of expected.entries()) expect(found[at]).toContain(text);
  expect(found).toHaveLength(expected.length);
});
