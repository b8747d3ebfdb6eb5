import type { DeclaredClient } from "../clients.ts";
import { someOf } from "./scenario.ts";

/** The clients with another description: the first 1 %, or all of them. */
export function changed(
  clients: readonly DeclaredClient[],
  which: "some" | "all",
): DeclaredClient[] {
  const until = which === "all" ? clients.length : someOf(clients.length);
  return clients.map(({ name, fields }, index) => {
    if (index >= until) return { name, fields };
    const client_description = `${fields.client_description}, changed (${which})`;
    return { name, fields: { ...fields, client_description } };
  });
}

/** Those that someone changes by hand: the last 1 %, which no change of the program meets before. */
export function drifting(clients: readonly DeclaredClient[]): readonly DeclaredClient[] {
  return clients.slice(-someOf(clients.length));
}
