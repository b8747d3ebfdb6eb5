import type { Project } from "../../lifecycle/lifecycle.ts";
import type { ConnectedApp } from "../../stytch/api.ts";
import type { CodedError } from "../../stytch-error.ts";
import { type ConnectedAppInputs, isPublic, type SecretOutputs } from "../model.ts";
import { LOST_VERSION } from "../rotation/plan.ts";
import { rotateSecret } from "../rotation/run.ts";

/** A client that was found again after its create's response was lost. */
export interface Recovery {
  readonly app: ConnectedApp;
  readonly secrets: SecretOutputs;
  readonly note: string;
  /** Why the client has not all secrets that the program wants; the next update makes them. */
  readonly problem?: CodedError;
}

/**
 * Gives a client whose create's response was lost the secrets that the program wants, the lost one
 * being revoked. Public clients have none.
 */
export async function recoverSecret(
  project: Project,
  found: ConnectedApp,
  inputs: ConnectedAppInputs,
): Promise<Recovery> {
  const note = `${found.clientId}: the response to its create was lost. It was found again by its content`;
  if (isPublic(inputs.clientType)) return { app: found, secrets: {}, note: `${note}.` };
  const { app, secrets, problem } = await rotateSecret(project, found, SECRET_LOST, inputs);
  if (!problem) return { app, secrets, note: `${note}, and got a new secret.` };
  const ending =
    secrets.clientSecret === undefined
      ? "but not yet a new secret."
      : "and got a new secret, but its rotation has not started yet.";
  return { app, secrets, note: `${note}, ${ending}`, problem };
}

/** Of a client whose secret no one has: the next update makes one. */
export const SECRET_LOST: SecretOutputs = { secretVersion: LOST_VERSION };

/** The current version as the program names it, for a secret that is the current one. */
export function versionOf({
  secretVersion,
}: {
  secretVersion?: string | undefined;
}): SecretOutputs {
  return secretVersion === undefined ? {} : { secretVersion };
}
