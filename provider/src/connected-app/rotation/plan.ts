import { StytchError } from "../../stytch-error.ts";
import type { SecretOutputs, SecretVersions } from "../model.ts";

/**
 * What a change of the secret versions asks for: a next secret in addition to the current one (`start`,
 * or `restart` if there already is one), only the current one again (`cancel`), the next one instead
 * (`complete`), or a new current one at once (`cut`; `renew` where the former one is lost, after
 * which a rotation that the program wants starts as usual).
 */
export type Rotation = "none" | "start" | "restart" | "cancel" | "complete" | "cut" | "renew";

/** The secret versions ask for something that cannot be done, or not safely. */
export class RotationError extends StytchError {
  readonly code = "ERR_STYTCH_ROTATION";
}

/** The version of a secret where a program names none. */
export const FIRST_VERSION = "1";

/** The version of a current secret that no one has: Stytch created it, but the response was lost. */
export const LOST_VERSION = "(lost)";

/**
 * @throws RotationError if the change is none of these, or its secret is lost.
 */
export function planRotation(known: SecretOutputs, desired: SecretVersions): Rotation {
  const from = known.secretVersion ?? FIRST_VERSION;
  const to = desired.secretVersion ?? FIRST_VERSION;
  const next = known.nextSecretVersion;
  const wanted = desired.nextSecretVersion;
  if (from === LOST_VERSION && !isHalfRenewed(known, to, wanted)) return "renew";
  if (to === from) return planNext(known, wanted);
  if (wanted !== undefined) throw new RotationError(problemOfBoth(from, wanted));
  if (next === undefined) return "cut";
  if (to !== next) throw new RotationError(OTHER_VERSION);
  if (known.nextClientSecret === undefined) throw new RotationError(NEXT_SECRET_LOST);
  return "complete";
}

/** Whether the new secret exists already, and only has to become the current one. */
function isHalfRenewed(known: SecretOutputs, to: string, wanted: string | undefined): boolean {
  const { nextSecretVersion, nextClientSecret } = known;
  return wanted === undefined && nextSecretVersion === to && nextClientSecret !== undefined;
}

/** What happens to the next secret while the current one stays. Someone else's rotation is left alone. */
function planNext(known: SecretOutputs, wanted: string | undefined): Rotation {
  const { nextSecretVersion: next, nextClientSecret } = known;
  if (wanted === undefined) return next === undefined ? "none" : "cancel";
  if (next === undefined) return "start";
  return next === wanted && nextClientSecret !== undefined ? "none" : "restart";
}

const OTHER_VERSION =
  "secretVersion was changed during a rotation to another version. To complete the rotation, set " +
  "secretVersion to the value that nextSecretVersion had; to cancel it, set secretVersion back.";

export const NEXT_SECRET_LOST =
  "the rotation cannot be completed: Stytch no longer has the next secret that this resource created, since " +
  "someone cancelled the rotation or started another one. Nothing was changed. Set secretVersion back and " +
  "nextSecretVersion to its former value: that creates another next secret, and the current one stays valid.";

function problemOfBoth(current: string, wanted: string): string {
  if (current === wanted) {
    return (
      "nextSecretVersion is already the current version: the rotation is complete. " +
      "Move its value to secretVersion and remove nextSecretVersion."
    );
  }
  return (
    "secretVersion was changed while nextSecretVersion is set, so it is not clear which secret should stay valid. " +
    "To complete a rotation, move the value of nextSecretVersion to secretVersion and remove nextSecretVersion; " +
    "to start one, set nextSecretVersion and leave secretVersion as it is."
  );
}

/** What will happen to the secrets, for the log. */
export const ROTATION_NOTES: Record<Rotation, string | undefined> = {
  none: undefined,
  start: "secret rotation starts: a next secret is created, and the current one stays valid.",
  restart:
    "secret rotation restarts: the next secret is revoked, another one is created, and the current one stays valid.",
  cancel:
    "secret rotation is cancelled: the next secret is revoked, and the current one stays valid.",
  complete:
    "secret rotation completes: the next secret becomes the current one, and the former one is revoked.",
  renew:
    "the current secret was lost: a new one is created. A rotation that nextSecretVersion asks for starts after it.",
  cut: "hard cut: a new secret is created and the current one is revoked at once. To keep both valid for a while, set nextSecretVersion instead.",
};

/** What a rotation should reach. */
export type RotationGoal =
  /** The held secret is the next one; without a held one, a new one is created. */
  | "next"
  /** There is no next secret. */
  | "alone"
  /** The held secret is the current one. */
  | "promoted";

/** The last four characters of the secrets that the server has; `""` for none. */
export interface ServerSecrets {
  readonly current: string;
  readonly next: string;
}

/** A call of the API; or nothing is left to do; or the held secret no longer exists on the server. */
export type RotationStep = "start" | "cancel" | "complete" | "done" | "lost";

/**
 * The next step towards a goal, from whatever state the server is in, which after a crash may not be
 * what the state file says.
 *
 * @param held last four characters of the secret that the goal is about.
 */
export function nextStep(
  goal: RotationGoal,
  { current, next }: ServerSecrets,
  held: string | undefined,
): RotationStep {
  switch (goal) {
    case "alone":
      return next === "" ? "done" : "cancel";
    case "next":
      if (next === "") return "start";
      // A next secret that ends like the current one could not be distinguished from it later.
      return next === held && next !== current ? "done" : "cancel";
    case "promoted":
      if (held === undefined) return "lost";
      if (next === held) return "complete";
      return current === held ? "done" : "lost";
  }
}
