import type { DeclaredClient } from "../clients.ts";
import { type Operation, someOf } from "./scenario.ts";

/** Which clients an operation changes in the program; undefined for one that leaves the program as it is. */
export function changeOf(operation: Operation): Change | undefined {
  return CHANGES[operation];
}

const CHANGES: Readonly<Partial<Record<Operation, Change>>> = {
  "change-one": "one",
  "change-some": "some",
  "change-all": "all",
};

export type Change = "one" | "some" | "all";

/** The clients with another description: one in the middle, the first 1 %, or all of them. */
export function changed(clients: readonly DeclaredClient[], which: Change): DeclaredClient[] {
  const middle = Math.floor(clients.length / 2);
  const some = someOf(clients.length);
  const isChanged = (index: number) =>
    which === "all" || (which === "some" ? index < some : index === middle);
  return clients.map(({ name, fields }, index) => {
    if (!isChanged(index)) return { name, fields };
    const client_description = `${fields.client_description}, changed (${which})`;
    return { name, fields: { ...fields, client_description } };
  });
}

/** Those that someone changes by hand: the last 1 %, which no change of the program but that of all meets. */
export function drifting(clients: readonly DeclaredClient[]): readonly DeclaredClient[] {
  return clients.slice(-someOf(clients.length));
}
