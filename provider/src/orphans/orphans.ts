import type { FoundConnectedApp } from "../connected-app/lookup/lookup.ts";
import { differs } from "../lifecycle/compare.ts";
import { FIELD_NAMES, SERVER_DEFAULTS } from "../stytch/connected-app-fields.ts";
import type { PendingCreate, StackFile } from "./stack-file.ts";

/** A client of the project that none of the stacks knows. */
export interface Orphan {
  readonly app: FoundConnectedApp;
  /** The creates that may have made it. */
  readonly pendingCreates: readonly (Pick<PendingCreate, "urn"> & { readonly file: string })[];
}

/** The key by which the engine marks a secret in the state. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** The clients that no stack knows: those that a pending create may have made first. Pure. */
export function findOrphans(
  apps: readonly FoundConnectedApp[],
  stacks: readonly StackFile[],
): Orphan[] {
  const known = new Set(stacks.flatMap(({ ids }) => [...ids]));
  const orphans = apps
    .filter(({ clientId }) => !known.has(clientId))
    .map((app) => ({ app, pendingCreates: matching(app, stacks) }));
  const isMarked = ({ pendingCreates }: Orphan) => pendingCreates.length > 0;
  return [...orphans.filter(isMarked), ...orphans.filter((orphan) => !isMarked(orphan))];
}

function matching(app: FoundConnectedApp, stacks: readonly StackFile[]): Orphan["pendingCreates"] {
  return stacks.flatMap(({ name, pendingCreates }) =>
    pendingCreates
      .filter(({ inputs }) => mayHaveMade(app, inputs))
      .map(({ urn }) => ({ urn, file: name })),
  );
}

/** Whether the client is as the inputs say where they are in clear; what is encrypted may be anything. */
function mayHaveMade(app: FoundConnectedApp, inputs: PendingCreate["inputs"]): boolean {
  if (inputs.adoptClientId != null || inputs.adoptByName === true) return false;
  const wanted: Record<string, unknown> = { ...SERVER_DEFAULTS, ...inputs };
  return (["clientType", ...FIELD_NAMES] as const).every(
    (name) => holdsSecret(wanted[name]) || !differs(app[name], wanted[name], () => false),
  );
}

/** The engine encrypts a value or one of its elements, and marks it. */
function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return typeof value === "object" && value !== null && SECRET in value;
}
