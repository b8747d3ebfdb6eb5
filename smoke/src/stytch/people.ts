import { z } from "zod";
import type { Vertical } from "../target.ts";
import type { Caller } from "./caller.ts";
import { searchUsers } from "./temporary.ts";

const memberAnswer = z.object({
  member_id: z.string(),
  organization: z.object({ organization_id: z.string() }),
});

/** Someone by their e-mail address; members in the organization that is named. */
export async function findPerson(
  call: Caller,
  vertical: Vertical,
  email: string,
  organization: string | undefined,
): Promise<{ subjectId: string; organizationId?: string } | undefined> {
  if (vertical === "consumer") {
    const [user] = await searchUsers(call, { exactly: email });
    return user && { subjectId: user.id };
  }
  const query = new URLSearchParams({ email_address: email });
  const path = `/v1/b2b/organizations/${encodeURIComponent(organization ?? "")}/member?${query}`;
  const found = await call({ method: "GET", path, answer: memberAnswer });
  return { subjectId: found.member_id, organizationId: found.organization.organization_id };
}
