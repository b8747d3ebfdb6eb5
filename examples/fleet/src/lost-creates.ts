import { getConnectedApps } from "pulumi-stytch-connected-apps";
import type { Client } from "./clients/check.ts";
import { FleetError } from "./fleet-error.ts";
import type { Lost } from "./program.ts";

/** The clients of the project by their names. */
export type Listing = ReadonlyMap<string, readonly Existing[]>;

interface Existing {
  readonly clientId: string;
  readonly clientType: string;
}

/** One call for each 1,000 clients of the project. To be called inside a Pulumi program. */
export async function listProject(): Promise<Listing> {
  const { connectedApps } = await getConnectedApps();
  return Map.groupBy(connectedApps, ({ clientName }) => clientName ?? "");
}

/**
 * The clients that a killed run created, and no state knows. Names are unique, and a client is only created
 * where its name is free: so one that has the name of a client that was being created is that client.
 *
 * @param toCreate the clients that the stack does not hold.
 * @param heldIds the ids that the stack holds.
 * @param isInterrupted whether the last run with the same names ended while it was creating.
 * @param deleteLost whether the person has agreed to delete them.
 * @throws FleetError if a name is taken by a client that is, or may be, someone else's.
 */
export function lostAmong(
  toCreate: readonly Client[],
  listing: Listing,
  heldIds: ReadonlySet<string>,
  isInterrupted: boolean,
  deleteLost: boolean,
): readonly Lost[] {
  const lost: Lost[] = [];
  const problems: string[] = [];
  for (const client of toCreate) {
    const { clientName, clientType } = client.inputs;
    const others = (listing.get(clientName) ?? []).filter(({ clientId }) => !heldIds.has(clientId));
    const [only] = others;
    if (only === undefined) continue;
    const isLost = isInterrupted && others.length === 1 && only.clientType === clientType;
    if (isLost && deleteLost) lost.push({ client, clientId: only.clientId });
    else problems.push(problemOf(client, others, isLost));
  }
  if (problems.length > 0) throw new FleetError(problems.join("\n"));
  return lost;
}

function problemOf({ key, row }: Client, others: readonly Existing[], isLost: boolean): string {
  const ids = others.map(({ clientId }) => clientId).join(", ");
  const advice = isLost
    ? "A killed run created it, and no one knows its secret: run again with --delete-lost."
    : "If you changed a key, restore it, since a key is for life; otherwise rename or delete one of the two.";
  const { line } = row.placeOf("key");
  return `line ${line}: ${key}: its stack does not hold the client that has its name (${ids}). ${advice}`;
}
