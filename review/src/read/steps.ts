import { z } from "zod";
import type { ChangeKind } from "../change.ts";
import type { Resource } from "../client.ts";
import { isAdoption } from "./clients.ts";
import { type ResourceState, resourceSchema } from "./resource-state.ts";

export const stepSchema = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: resourceSchema.nullish(),
  newState: resourceSchema.nullish(),
  /** By path of a property. Only a provider plugin tells. */
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

/** One operation of the engine on one resource. */
export type Step = z.output<typeof stepSchema>;

/** By operation, which states the engine gives with it; none for what changes nothing. */
const STATES: Readonly<Record<string, "old" | "new" | "both" | "none">> = {
  same: "both",
  update: "both",
  replace: "both",
  create: "new",
  import: "new",
  "create-replacement": "new",
  "import-replacement": "new",
  delete: "old",
  "delete-replaced": "old",
  "read-replacement": "none",
  "discard-replaced": "none",
  "remove-pending-replace": "none",
  "extend-parameterize": "none",
  read: "none",
  refresh: "none",
  discard: "none",
  diff: "none",
};

const REPLACEMENTS = ["replace", "create-replacement", "import-replacement", "read-replacement"];

/** Which clients a preview replaces. */
export interface Replaced {
  /** URNs with a step for the whole replacement. */
  readonly urns: ReadonlySet<string>;
  /** Clients that end by a replacement, by URN and id. */
  readonly clients: ReadonlySet<string>;
}

export function replacedIn(steps: readonly Step[]): Replaced {
  const replacements = steps.filter(({ op }) => REPLACEMENTS.includes(op));
  return {
    urns: new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn)),
    clients: new Set(replacements.map(keyOf)),
  };
}

/** Another client of the same URN may be left over from a deployment that did not end. */
function keyOf({ urn, oldState }: Step): string {
  return JSON.stringify([urn, oldState?.id]);
}

/** Which states a step should have, and has not: the engine leaves out what it cannot write. */
export function missingIn({ op, oldState, newState }: Step): {
  readonly isOldMissing: boolean;
  readonly isNewMissing: boolean;
} {
  const states = STATES[op];
  if (states === undefined) {
    return { isOldMissing: false, isNewMissing: !oldState && !newState };
  }
  return {
    isOldMissing: (states === "old" || states === "both") && !oldState,
    isNewMissing: (states === "new" || states === "both") && !newState,
  };
}

/** What cannot be read of a step, so that more may be behind it. */
export function problemOf(step: Step): string | undefined {
  const { op, urn } = step;
  if (!Object.hasOwn(STATES, op)) {
    return `not all of it can be read: this version does not know the operation ${op} of ${urn}`;
  }
  const { isOldMissing, isNewMissing } = missingIn(step);
  if (!isOldMissing && !isNewMissing) return undefined;
  return `not all of it can be read: it does not say what ${urn} ${isNewMissing ? "will be" : "was"}`;
}

/** A state of the stack's own; what it only reads belongs to someone else. */
export function own(state: ResourceState | null | undefined): ResourceState | undefined {
  return state && state.external !== true ? state : undefined;
}

/** Undefined for a step that is a part of another one, or that changes nothing of the stack's own. */
export function kindOfStep(
  step: Step,
  resource: Resource,
  replaced: Replaced,
): ChangeKind | undefined {
  const { op, urn } = step;
  const [oldState, newState] = [own(step.oldState), own(step.newState)];
  if (!oldState && !newState && (step.oldState || step.newState)) return undefined;
  const arrival = () => (newState && isAdoption(newState, resource) ? "adopt" : "create");
  const end = () => (oldState?.retainOnDelete === true ? "forget" : "delete");
  const isPart = op !== "replace" && replaced.urns.has(urn);
  switch (op) {
    case "same":
    case "update":
    case "import":
      return op;
    case "create":
      return arrival();
    case "replace":
    case "create-replacement":
    case "import-replacement":
    case "read-replacement":
      if (isPart) return undefined;
      // The program reads another client from now on, or owns one where it read another.
      if (step.newState?.external === true) return end();
      if (step.oldState?.external === true) return arrival();
      return "replace";
    case "delete":
      return end();
    case "delete-replaced":
      return replaced.clients.has(keyOf(step)) ? undefined : end();
    case "read":
      // The program reads from now on what it owned.
      return oldState === undefined ? undefined : "forget";
    default:
      if (Object.hasOwn(STATES, op)) return undefined;
      if (oldState === undefined && newState !== undefined) return arrival();
      return oldState !== undefined && newState === undefined ? end() : "update";
  }
}
