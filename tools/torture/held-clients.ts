import type { DeclaredClient } from "../../bench/clients.ts";
import { countRight, type WireClient } from "../../bench/contenders/api.ts";

/** What a server and the states are compared by, once a run after a kill has ended. */
export interface HeldClients {
  /** All clients of the server. */
  readonly held: readonly WireClient[];
  /** Those of others, as they were. */
  readonly foreign: readonly WireClient[];
  readonly declared: readonly DeclaredClient[];
  /** Of the clients in the states. */
  readonly ids: readonly string[];
}

/** Clients of ours that the server holds. */
export function ownOf({ held, foreign }: Pick<HeldClients, "held" | "foreign">): WireClient[] {
  return held.filter((client) => !isAmong(foreign, client));
}

/** What is lost, doubled, not as declared, or touched though it is someone else's. */
export function problemsOf({ held, foreign, declared, ids }: HeldClients): string[] {
  const problems: string[] = [];
  const others = held.filter((client) => isAmong(foreign, client));
  if (JSON.stringify(others) !== JSON.stringify(foreign)) {
    problems.push("clients of others were touched");
  }
  const ours = ownOf({ held, foreign });
  const wanted = declared.length;
  const right = countRight(declared, ours);
  if (right !== wanted) problems.push(`${right} of ${wanted} clients are as declared`);
  if (ours.length !== wanted) problems.push(`the server holds ${ours.length} of ours`);
  const sorted = (list: readonly string[]) => JSON.stringify(list.toSorted());
  if (sorted(ids) !== sorted(ours.map(({ client_id }) => client_id))) {
    problems.push("the state does not hold the clients of the server");
  }
  return problems;
}

function isAmong(clients: readonly WireClient[], { client_id }: WireClient): boolean {
  return clients.some((client) => client.client_id === client_id);
}
