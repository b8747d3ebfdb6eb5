import {
  isPublic,
  planRotation,
  type Rotation,
  RotationError,
  type SecretOutputs,
  type SecretVersions,
} from "pulumi-stytch-connected-apps/lifecycle";
import type { Change } from "../change.ts";
import type { MeaningId } from "../severities/index.ts";
import { finding, type Judge } from "./finding.ts";
import { isSame, isUnseen, told, unseenAs } from "./value.ts";

const VERSIONS = ["secretVersion", "nextSecretVersion"] as const;

const MEANINGS: Readonly<
  Record<Rotation, readonly [MeaningId, property: string, string] | undefined>
> = {
  none: undefined,
  start: [
    "rotation-started",
    "nextSecretVersion",
    "a next secret becomes valid beside the present one",
  ],
  restart: [
    "rotation-restarted",
    "nextSecretVersion",
    "the next secret dies, and another takes its place beside the present one",
  ],
  cancel: [
    "rotation-cancelled",
    "nextSecretVersion",
    "the next secret dies; the present one stays",
  ],
  complete: [
    "rotation-completed",
    "secretVersion",
    "the old secret dies: the next one becomes the present one",
  ],
  renew: [
    "secret-renewed",
    "secretVersion",
    "a new secret replaces the present one, which was lost",
  ],
  cut: [
    "secret-cut",
    "secretVersion",
    "the present secret dies at once: everything that signs in with it fails until it has the new one",
  ],
};

/** What becomes of the secrets of a client that stays. */
export const judgeSecrets: Judge = (change) => {
  const { before, after, client, kind } = change;
  const stays = before !== undefined && after !== undefined && kind !== "replace";
  if (!stays || client.resource !== "ConnectedApp" || isPublic(after.fields.clientType)) return [];
  const unseen = VERSIONS.find(
    (name) => isUnseen(after.local[name]) && !isSame(before.secrets[name], after.local[name]),
  );
  if (unseen !== undefined) {
    const sentence = `${unseen} is ${unseenAs(after.local[unseen])}: it may be a hard cut`;
    return [finding(change, "secret-unknown", unseen, sentence)];
  }
  const meaning = MEANINGS[rotationOf(change)];
  if (meaning === undefined) return [];
  const [id, property, sentence] = meaning;
  return [finding(change, id, property, sentence)];
};

/** The rotation that the change asks for; the worst where it asks for what cannot be done. */
function rotationOf({ before, after }: Change): Rotation {
  try {
    return planRotation(before?.secrets as SecretOutputs, after?.local as SecretVersions);
  } catch (error) {
    if (error instanceof RotationError) return "cut";
    throw error;
  }
}

/** A rotation that a change of something else leaves as it is. */
export const judgeOpenRotation: Judge = (change) => {
  const { before, after } = change;
  const version = after?.local.nextSecretVersion;
  const isLeft = version !== undefined && before?.secrets.nextSecretVersion === version;
  if (!isLeft || rotationOf(change) !== "none") return [];
  const since = before.secrets.secretRotationStartedAt;
  const when = typeof since === "string" ? `, since ${told(since)}` : "";
  const sentence = `two secrets stay valid${when}: the rotation to ${told(version)} is not complete`;
  return [finding(change, "rotation-open", "nextSecretVersion", sentence)];
};
