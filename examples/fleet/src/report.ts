import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

/** What became of one client. */
export type Change = "created" | "updated" | "replaced" | "deleted" | "failed";

/** What a deployment of one stack did so far. */
export interface Tally {
  /** Clients that the engine is done with, whether it changed them or not. */
  done: number;
  /** What was done to clients, by key; unchanged ones are left out. */
  readonly changes: Map<string, Change>;
  /** Errors, each with the client's key, or the stack's name where it is about no client. */
  readonly errors: string[];
}

const CHANGES: Readonly<Record<string, Change>> = {
  create: "created",
  update: "updated",
  "create-replacement": "replaced",
  delete: "deleted",
};

export function newTally(): Tally {
  return { done: 0, changes: new Map(), errors: [] };
}

/** Counts what the engine tells. */
export function count(tally: Tally, event: EngineEvent): void {
  const { resOutputsEvent, resOpFailedEvent, diagnosticEvent } = event;
  const step = resOutputsEvent?.metadata ?? resOpFailedEvent?.metadata;
  if (step?.type.endsWith(":ConnectedApp")) {
    const key = keyOf(step.urn);
    const change = resOpFailedEvent === undefined ? CHANGES[step.op] : "failed";
    if (change !== undefined && tally.changes.get(key) !== "replaced") {
      tally.changes.set(key, change);
    }
    if (step.op === "same" || change !== undefined) tally.done += 1;
  }
  if (diagnosticEvent?.severity === "error" && diagnosticEvent.message.trim() !== "") {
    const place = diagnosticEvent.urn?.includes(":ConnectedApp::")
      ? keyOf(diagnosticEvent.urn)
      : "";
    const text = diagnosticEvent.message.replace(MARKUP, "").trim();
    tally.errors.push(place === "" ? text : `${place}: ${text}`);
  }
}

/** Pulumi's marks of colors in events. */
const MARKUP = /<\{%[^%]*%\}>/g;

/** The name of a resource by its URN. */
export function keyOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The clients of each kind of change, by kind. */
export function byChange(tallies: readonly Tally[]): Record<Change, string[]> {
  const sorted: Record<Change, string[]> = {
    created: [],
    updated: [],
    replaced: [],
    deleted: [],
    failed: [],
  };
  for (const { changes } of tallies) {
    for (const [key, change] of changes) sorted[change].push(key);
  }
  for (const keys of Object.values(sorted)) keys.sort();
  return sorted;
}

const MOST_SHOWN = 10;

/** One line for each kind of change that there was, with the first clients. */
export function summaryOf(tallies: readonly Tally[]): string[] {
  return Object.entries(byChange(tallies)).flatMap(([change, keys]) => {
    if (keys.length === 0) return [];
    const more = keys.length > MOST_SHOWN ? `, and ${keys.length - MOST_SHOWN} more` : "";
    return [`${keys.length} ${change}: ${keys.slice(0, MOST_SHOWN).join(", ")}${more}`];
  });
}
