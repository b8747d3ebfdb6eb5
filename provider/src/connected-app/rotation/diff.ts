import type { IsUnknown } from "../../lifecycle/lifecycle.ts";
import type { SecretOutputs, SecretVersions } from "../model.ts";
import { planRotation, ROTATION_NOTES, type Rotation } from "./plan.ts";

/** @throws RotationError */
export function diffSecrets(known: SecretOutputs, desired: SecretVersions, isUnknown: IsUnknown) {
  const unknown = SECRET_VERSIONS.filter((name) => isUnknown(desired[name]));
  if (unknown.length > 0) return { changes: unknown };
  const rotation = planRotation(known, desired);
  return { changes: CHANGED_VERSIONS[rotation], rotation, note: ROTATION_NOTES[rotation] };
}

/** What an update will do to the secrets of a client, for the notice at the resource. */
export interface RotationNotice {
  readonly text: string;
  /** Whether a secret that is in use stops working at once. */
  readonly isHardCut: boolean;
}

/**
 * The notice for a program that names a version; for others the diff has a note.
 *
 * @throws RotationError
 */
export function noticeOfRotation(
  known: SecretOutputs,
  desired: SecretVersions,
  isUnknown: IsUnknown,
): RotationNotice | undefined {
  const { note, rotation } = diffSecrets(known, desired, isUnknown);
  if (note === undefined || !namesVersion(desired)) return undefined;
  return { text: note, isHardCut: rotation === "cut" };
}

/** A program that names no version gets no notice at the resource. */
export function namesVersion({ secretVersion, nextSecretVersion }: SecretVersions): boolean {
  return secretVersion !== undefined || nextSecretVersion !== undefined;
}

const SECRET_VERSIONS = ["secretVersion", "nextSecretVersion"] as const;

const CHANGED_VERSIONS: Record<Rotation, readonly string[]> = {
  none: [],
  start: ["nextSecretVersion"],
  restart: ["nextSecretVersion"],
  cancel: ["nextSecretVersion"],
  complete: SECRET_VERSIONS,
  cut: ["secretVersion"],
  renew: ["secretVersion"],
};
