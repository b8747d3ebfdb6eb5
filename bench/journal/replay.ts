import { createHash } from "node:crypto";
import { ENGINE_VERSION } from "../../tools/pulumi/src/engine-version.ts";

/**
 * What the engine did with one resource, as it tells a backend that journals (`apitype.JournalEntry`
 * of Pulumi's Go SDK). Numbers in `…Old` are places in the state before; those in `…New` are the
 * operations of this command that made the resource.
 */
export interface JournalEntry {
  readonly kind: number;
  readonly operationID: number;
  readonly state?: Resource;
  readonly operation?: Operation;
  readonly removeOld?: number | null;
  readonly removeNew?: number | null;
  readonly deleteOld?: number | null;
  readonly deleteNew?: number | null;
  readonly pendingReplacementOld?: number | null;
  readonly pendingReplacementNew?: number | null;
  readonly secretsProvider?: unknown;
  readonly newSnapshot?: Deployment;
}

export type Resource = Readonly<Record<string, unknown>>;

/** A state, as `pulumi stack export` has it below `deployment`. */
export interface Deployment {
  readonly manifest?: unknown;
  readonly secrets_providers?: unknown;
  readonly resources?: readonly Resource[];
  readonly pending_operations?: readonly Operation[];
  readonly metadata?: unknown;
}

export interface Operation {
  readonly type: string;
  readonly resource: Resource;
}

/** In the order of their numbers. */
const KINDS = [
  "begin",
  "success",
  "failure",
  "refreshSuccess",
  "outputs",
  "write",
  "secretsManager",
  "rebuiltBaseState",
] as const;

type Kind = (typeof KINDS)[number];

/**
 * Takes the journal of one command, entry by entry, and gives the state that it leads to. Of resources that
 * a refresh no longer finds it leaves the names in what depended on them.
 */
export interface Replay {
  /** @throws Error for an entry of a kind, or about an operation, that it does not know. */
  add(entry: JournalEntry): void;
  deployment(): Deployment;
}

/** @param before the state before the command; undefined for a new stack. */
export function replay(before: Deployment | undefined): Replay {
  let base: Deployment = before ?? {};
  let changes = noChanges();

  const steps: Readonly<Record<Kind, (entry: JournalEntry) => void>> = {
    begin: (entry) => void changes.open.set(entry.operationID, entry.operation),
    success(entry) {
      changes.open.delete(entry.operationID);
      if (entry.state) changes.made.set(entry.operationID, entry.state);
      changes.removeOld(entry.removeOld);
      changes.removeNew(entry.removeNew);
      changes.markOld(entry.deleteOld, { delete: true });
      changes.markNew(entry.deleteNew, { delete: true });
      changes.markOld(entry.pendingReplacementOld, { pendingReplacement: true });
      changes.markNew(entry.pendingReplacementNew, { pendingReplacement: true });
    },
    failure: (entry) => void changes.open.delete(entry.operationID),
    refreshSuccess(entry) {
      changes.open.delete(entry.operationID);
      if (entry.state) steps.outputs(entry);
      else {
        changes.removeOld(entry.removeOld);
        changes.removeNew(entry.removeNew);
      }
    },
    outputs({ state, removeOld, removeNew }) {
      if (state === undefined) return;
      if (isNumber(removeOld)) changes.old.set(removeOld, state);
      if (isNumber(removeNew)) changes.made.set(removeNew, state);
    },
    write(entry) {
      base = entry.newSnapshot ?? {};
      changes = noChanges();
    },
    secretsManager(entry) {
      base = { ...base, secrets_providers: entry.secretsProvider };
    },
    rebuiltBaseState() {
      base = deployment();
      changes = noChanges();
    },
  };

  function deployment(): Deployment {
    const kept = (base.resources ?? []).flatMap((resource, place) => {
      const now = changes.old.has(place) ? changes.old.get(place) : resource;
      return now === undefined ? [] : [{ ...now, ...changes.marks.get(place) }];
    });
    // A create that was never ended stays, until someone says what became of it.
    const creating = base.pending_operations?.filter(({ type }) => type === "creating") ?? [];
    const open = [...changes.open.values()].filter((operation) => operation !== undefined);
    return {
      ...base,
      manifest: manifest(),
      resources: [...changes.made.values(), ...kept],
      pending_operations: [...open, ...creating],
    };
  }

  return {
    add(entry) {
      const kind = KINDS[entry.kind];
      if (kind === undefined) throw new Error(`the journal has an entry of kind ${entry.kind}`);
      steps[kind](entry);
    },
    deployment,
  };
}

/** The engine refuses a state whose manifest is not of its making. */
function manifest() {
  const version = `v${ENGINE_VERSION}`;
  const magic = createHash("sha256").update(version).digest("hex");
  return { time: new Date().toISOString(), magic, version };
}

function noChanges() {
  /** Resources that this command made or kept, by operation, in their order. */
  const made = new Map<number, Resource>();
  /** Resources of before that have another state now; undefined for one that is gone. */
  const old = new Map<number, Resource | undefined>();
  const marks = new Map<number, Resource>();
  return {
    made,
    old,
    marks,
    /** Operations that have begun and not ended. */
    open: new Map<number, Operation | undefined>(),
    removeOld: (place: Place) => void (isNumber(place) && old.set(place, undefined)),
    removeNew: (operation: Place) => void (isNumber(operation) && made.delete(operation)),
    markOld(place: Place, mark: Resource) {
      if (isNumber(place)) marks.set(place, { ...marks.get(place), ...mark });
    },
    markNew(operation: Place, mark: Resource) {
      if (!isNumber(operation)) return;
      const resource = made.get(operation);
      if (resource === undefined) throw new Error(`no operation ${operation} made a resource`);
      made.set(operation, { ...resource, ...mark });
    },
  };
}

type Place = number | null | undefined;

function isNumber(value: Place): value is number {
  return typeof value === "number";
}
