import type { ConnectedApp, StytchApi } from "../../stytch/api.ts";
import type { CodedError } from "../lifecycle.ts";
import { type ConnectedAppInputs, isPublic, type SecretOutputs } from "./model.ts";
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
  { clientType, secretVersion, nextSecretVersion }: ConnectedAppInputs,
): Promise<Recovery> {
  const note = `${found.clientId}: the answer to its create was lost. It was found again by its content`;
  if (isPublic(clientType)) return { app: found, secrets: {}, note: `${note}.` };
  const lost = { secretVersion: LOST_VERSION };
  const desired = secretVersion === undefined ? {} : { secretVersion };
  const { app, secrets, problem } = await rotateSecret(api, found, lost, desired);
  if (!problem) return { app, secrets, note: `${note}, and got a new secret.` };
  const failed = { app, note: `${note}, but not yet a new secret.`, problem };
  // A hard cut cannot be asked for beside a rotation; the rotation will give the client a secret too.
  return { ...failed, secrets: nextSecretVersion === undefined ? secrets : {} };
}
