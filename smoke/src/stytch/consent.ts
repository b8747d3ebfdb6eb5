import { z } from "zod";
import { RefusedError } from "../errors.ts";
import type { Caller } from "./caller.ts";
import type { Person } from "./people.ts";

const installedResponse = z.object({
  connected_apps: z.array(z.object({ connected_app_id: z.string() })),
});

/** Whether someone has authorized a client before and not revoked it. */
export async function hasConsented(
  call: Caller,
  person: Person,
  clientId: string,
): Promise<boolean> {
  const { connected_apps } = await call({
    method: "GET",
    path: pathOf(person),
    response: installedResponse,
  });
  return connected_apps.some((app) => app.connected_app_id === clientId);
}

/**
 * Revokes the consent, and with it every token that the client has for this person.
 *
 * @returns whether there was one.
 */
export async function revokeConsent(
  call: Caller,
  person: Person,
  clientId: string,
): Promise<boolean> {
  try {
    await call({
      method: "POST",
      path: `${pathOf(person)}/${encodeURIComponent(clientId)}/revoke`,
      body: {},
      response: z.object({}),
      idempotent: true,
    });
    return true;
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.status === 404) return false;
    throw error;
  }
}

function pathOf({ subjectId, organizationId }: Person): string {
  const id = encodeURIComponent(subjectId);
  if (organizationId === undefined) return `/v1/users/${id}/connected_apps`;
  const organization = encodeURIComponent(organizationId);
  return `/v1/b2b/organizations/${organization}/members/${id}/connected_apps`;
}
