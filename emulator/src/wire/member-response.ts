import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import { memberBody, organizationBody } from "./person-output.ts";

/** What the responses about a member have in common. */
export function memberResponse(member: Member, organization: Organization) {
  return {
    member_id: member.id,
    member: memberBody(member),
    organization: organizationBody(organization),
  };
}
