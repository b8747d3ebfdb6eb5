import { checkConnectedApp } from "pulumi-stytch-connected-apps/lifecycle";
import type { Mistake, Row, Table } from "./row.ts";

/** A client that nothing is wrong with. */
export interface Client {
  /** Its name in the state, and what decides on its stack. Never changes. */
  readonly key: string;
  /** As the resource takes them; `clientName` is there. */
  readonly inputs: Readonly<Record<string, unknown>> & { readonly clientName: string };
  readonly row: Row;
}

/** One rule for every backend and every shell: no URN needs escapes. */
const KEY = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** What a row may hold in addition to `key`, but for what rotates or adopts: one client at a time. */
const UNSUPPORTED = ["adoptClientId", "adoptByName"];

/**
 * Every client, or everything that is wrong in the whole file.
 *
 * @param projectId decides on what test projects alone accept; undefined if it is not known.
 */
export function checkClients(
  { rows, mistakes }: Table,
  projectId: string | undefined,
): { readonly clients: readonly Client[]; readonly mistakes: readonly Mistake[] } {
  const clients = rows.map(clientOf);
  const found = [
    ...mistakes,
    ...clients.flatMap((client) => mistakesOf(client, projectId)),
    ...repeated(clients, "key", ({ key }) => key),
    ...repeated(clients, "clientName", ({ inputs }) => inputs.clientName),
  ];
  const sorted = found.toSorted(
    ({ place: a }, { place: b }) => a.line - b.line || a.column - b.column,
  );
  return { clients: sorted.length === 0 ? clients : [], mistakes: sorted };
}

function clientOf(row: Row): Client {
  const { key, ...inputs } = row.values;
  const name = typeof key === "string" ? key : "";
  return { key: name, inputs: { clientName: name, ...inputs } as Client["inputs"], row };
}

function mistakesOf({ key, inputs, row }: Client, projectId: string | undefined): Mistake[] {
  const { failures } = checkConnectedApp(inputs, () => false, { projectId });
  const reasons = failures.map(({ property, reason }) => at(row, property, reason));
  if (!KEY.test(key)) {
    const rule = "1 to 63 lower-case letters, digits and hyphens, a letter or digit first";
    reasons.push(at(row, "key", `key must be ${rule}; it stays the same for the client's life`));
  }
  for (const name of UNSUPPORTED) {
    if (!(name in inputs)) continue;
    reasons.push(at(row, name, `${name} adopts one client: do that in a program of its own`));
  }
  if (inputs.clientName === "") {
    reasons.push(at(row, "clientName", "clientName must not be empty: it recognizes the client"));
  }
  return reasons;
}

function at(row: Row, path: string, text: string): Mistake {
  return { place: row.placeOf(path), text };
}

/** The second and later clients with the same text. */
function repeated(
  clients: readonly Client[],
  name: string,
  textOf: (client: Client) => unknown,
): Mistake[] {
  const first = new Map<unknown, Client>();
  return clients.flatMap((client) => {
    const text = textOf(client);
    const earlier = first.get(text);
    if (earlier === undefined) first.set(text, client);
    // The name of a client is its key by default, and one mistake is enough.
    if (earlier === undefined || text === "" || (name !== "key" && earlier.key === client.key)) {
      return [];
    }
    const { line } = earlier.row.placeOf(name);
    return [at(client.row, name, `${name} is the same as in line ${line}; each must be unique`)];
  });
}
