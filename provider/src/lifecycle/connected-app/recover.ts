import type { ConnectedApp, StytchApi } from "../../stytch/api.ts";
import type { CodedError } from "../lifecycle.ts";
import {
  type ConnectedAppInputs,
  isPublic,
  type SecretOutputs,
  type SecretVersions,
} from "./model.ts";
import { rotateSecret } from "./rotate.ts";

/** A client that was found again after its create's answer was lost. */
export interface Recovery {
  readonly app: ConnectedApp;
  readonly secrets: SecretOutputs;
  readonly note: string;
  /** Why the client has no secret that is known yet; the next update makes one. */
  readonly problem?: CodedError;
}

/** Stands for the version of a secret that nobody has, so that any other one asks for a hard cut. */
const LOST_VERSION = "(lost)";

/**
 * Gives a client whose create's answer was lost a secret that is known; the lost one dies. Public
 * clients have none.
 */
export async function recoverSecret(
  api: StytchApi,
  found: ConnectedApp,
  inputs: ConnectedAppInputs,
): Promise<Recovery> {
  const { clientType, nextSecretVersion } = inputs;
  const note = `${found.clientId}: the answer to its create was lost. It was found again by its content`;
  if (isPublic(clientType)) return { app: found, secrets: {}, note: `${note}.` };
  const lost = { secretVersion: LOST_VERSION };
  const { app, secrets, problem } = await rotateSecret(api, found, lost, versionOf(inputs));
  if (!problem) return { app, secrets, note: `${note}, and got a new secret.` };
  const failed = { app, note: `${note}, but not yet a new secret.`, problem };
  return { ...failed, secrets: nextSecretVersion === undefined ? secrets : secretLost(inputs) };
}

/**
 * The versions of a client whose secret nobody has: the next update makes one by a hard cut; where
 * the program wants a rotation, beside which none can be asked for, the rotation makes it.
 */
export function secretLost({ secretVersion, nextSecretVersion }: SecretVersions): SecretOutputs {
  if (nextSecretVersion === undefined) return { secretVersion: LOST_VERSION };
  return versionOf({ secretVersion });
}

/** The current version as the program names it, for a secret that is the current one. */
export function versionOf({
  secretVersion,
}: {
  secretVersion?: string | undefined;
}): SecretOutputs {
  return secretVersion === undefined ? {} : { secretVersion };
}
