import { z } from "zod";
import { RefusedError } from "../errors.ts";
import type { Caller } from "./caller.ts";

const usersResponse = z.object({
  results: z.array(
    z.object({ user_id: z.string(), emails: z.array(z.object({ email: z.string() })) }),
  ),
});

const organizationsResponse = z.object({
  organizations: z.array(z.object({ organization_id: z.string(), organization_slug: z.string() })),
});

const organizationResponse = z.object({
  organization: z.object({ organization_id: z.string() }),
});

/** Something that a run created, with the name by which it is recognized. */
export interface Marked {
  readonly id: string;
  /** E-mail address of a user, slug of an organization. */
  readonly name: string;
}

/** A search finds at most this many leftovers; the next run finds more. */
const LIMIT = 100;

/**
 * Users by their e-mail address, or by a part of it.
 *
 * @see https://stytch.com/docs/api/search-users
 */
export async function searchUsers(
  call: Caller,
  email: { readonly exactly: string } | { readonly part: string },
): Promise<Marked[]> {
  const { results } = await call({
    method: "POST",
    path: "/v1/users/search",
    body:
      "exactly" in email
        ? searchFor("email_address", [email.exactly])
        : searchFor("email_address_fuzzy", email.part),
    response: usersResponse,
    idempotent: true,
  });
  return results.flatMap((user) =>
    user.emails.map(({ email }) => ({ id: user.user_id, name: email })),
  );
}

/**
 * Organizations by a part of their slug.
 *
 * @see https://stytch.com/docs/b2b/api/search-organizations
 */
export async function searchOrganizations(call: Caller, part: string): Promise<Marked[]> {
  const { organizations } = await call({
    method: "POST",
    path: "/v1/b2b/organizations/search",
    body: searchFor("organization_slug_fuzzy", part),
    response: organizationsResponse,
    idempotent: true,
  });
  return organizations.map((one) => ({ id: one.organization_id, name: one.organization_slug }));
}

/** @returns the id of the new organization. */
export async function createOrganization(
  call: Caller,
  wanted: { name: string; slug: string },
): Promise<string> {
  const { organization } = await call({
    method: "POST",
    path: "/v1/b2b/organizations",
    body: { organization_name: wanted.name, organization_slug: wanted.slug },
    response: organizationResponse,
    finish: true,
  });
  return organization.organization_id;
}

/** @returns whether there was one. */
export async function deleteUser(call: Caller, id: string): Promise<boolean> {
  return remove(call, `/v1/users/${encodeURIComponent(id)}`);
}

/**
 * Deletes the members too.
 *
 * @param id or slug.
 * @returns whether there was one.
 */
export async function deleteOrganization(call: Caller, id: string): Promise<boolean> {
  return remove(call, `/v1/b2b/organizations/${encodeURIComponent(id)}`);
}

async function remove(call: Caller, path: string): Promise<boolean> {
  try {
    await call({ method: "DELETE", path, response: z.object({}) });
    return true;
  } catch (error) {
    if (!(error instanceof RefusedError) || error.refusal.status !== 404) throw error;
    return false;
  }
}

function searchFor(filter: string, part: string | string[]) {
  return {
    limit: LIMIT,
    query: { operator: "AND", operands: [{ filter_name: filter, filter_value: part }] },
  };
}
