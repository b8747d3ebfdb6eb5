import { z } from "zod";
import { RefusedError } from "../errors.ts";
import type { Caller } from "./caller.ts";

/** Whose consent it is. */
export interface ConsentOwner {
  readonly subjectId: string;
  /** B2B only. */
  readonly organizationId?: string | undefined;
}

const installedAnswer = z.object({
  connected_apps: z.array(z.object({ connected_app_id: z.string() })),
});

/** Whether someone has authorized a client before and not revoked it. */
export async function hasConsented(
  call: Caller,
  owner: ConsentOwner,
  clientId: string,
): Promise<boolean> {
  const { connected_apps } = await call({
    method: "GET",
    path: pathOf(owner),
    answer: installedAnswer,
  });
  return connected_apps.some((app) => app.connected_app_id === clientId);
}

/**
 * Ends the consent and with it every token that the client has for this person.
 *
 * @returns whether there was one.
 */
export async function revokeConsent(
  call: Caller,
  owner: ConsentOwner,
  clientId: string,
): Promise<boolean> {
  try {
    await call({
      method: "POST",
      path: `${pathOf(owner)}/${encodeURIComponent(clientId)}/revoke`,
      body: {},
      answer: z.object({}),
      repeatable: true,
    });
    return true;
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.status === 404) return false;
    throw error;
  }
}

function pathOf({ subjectId, organizationId }: ConsentOwner): string {
  const id = encodeURIComponent(subjectId);
  if (organizationId === undefined) return `/v1/users/${id}/connected_apps`;
  const organization = encodeURIComponent(organizationId);
  return `/v1/b2b/organizations/${organization}/members/${id}/connected_apps`;
}
