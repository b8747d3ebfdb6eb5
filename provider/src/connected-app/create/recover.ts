import type { Project } from "../../lifecycle/lifecycle.ts";
import type { ConnectedApp } from "../../stytch/api.ts";
import type { CodedError } from "../../stytch-error.ts";
import { type ConnectedAppInputs, isPublic, type SecretOutputs } from "../model.ts";
import { LOST_VERSION } from "../rotation/plan.ts";
import { rotateSecret } from "../rotation/run.ts";

/** A client that was identified after the response to its create was lost. */
export interface Recovery {
  readonly app: ConnectedApp;
  readonly secrets: SecretOutputs;
  readonly note: string;
  /** Why the client lacks secrets that the program wants; the next update creates them. */
  readonly problem?: CodedError;
}

/**
 * Gives a client whose create lost its response the secrets that the program wants, and revokes the lost
 * one. Public clients have none.
 */
export async function recoverSecret(
  project: Project,
  found: ConnectedApp,
  inputs: ConnectedAppInputs,
): Promise<Recovery> {
  const note = `${found.clientId}: the response to its creation was lost, but its content identified the client`;
  if (isPublic(inputs.clientType)) return { app: found, secrets: {}, note: `${note}.` };
  const { app, secrets, problem } = await rotateSecret(project, found, SECRET_LOST, inputs);
  if (!problem) return { app, secrets, note: `${note}, which got a new secret.` };
  const ending =
    secrets.clientSecret === undefined
      ? "which has no new secret yet."
      : "which got a new secret, but whose rotation has not started yet.";
  return { app, secrets, note: `${note}, ${ending}`, problem };
}

/** For a client whose secret no one has: the next update creates one. */
export const SECRET_LOST: SecretOutputs = { secretVersion: LOST_VERSION };

/** The current version as the program names it, for a secret that is the current one. */
export function versionOf({
  secretVersion,
}: {
  secretVersion?: string | undefined;
}): SecretOutputs {
  return secretVersion === undefined ? {} : { secretVersion };
}
