import { z } from "zod";
import type { Vertical } from "../target.ts";
import type { Caller } from "./caller.ts";
import { searchUsers } from "./temporary.ts";

const memberResponse = z.object({
  member_id: z.string(),
  organization: z.object({ organization_id: z.string() }),
});

/** A user, or a member of an organization. */
export interface Person {
  /** User or member id. */
  readonly subjectId: string;
  /** B2B only. */
  readonly organizationId?: string | undefined;
}

/** Finds someone by their e-mail address; a member in the organization that is named. */
export async function findPerson(
  call: Caller,
  vertical: Vertical,
  email: string,
  organization: string | undefined,
): Promise<Person | undefined> {
  if (vertical === "consumer") {
    const [user] = await searchUsers(call, { exactly: email });
    return user && { subjectId: user.id };
  }
  const query = new URLSearchParams({ email_address: email });
  const path = `/v1/b2b/organizations/${encodeURIComponent(organization ?? "")}/member?${query}`;
  const found = await call({ method: "GET", path, response: memberResponse });
  return { subjectId: found.member_id, organizationId: found.organization.organization_id };
}
