import type { ProjectContext } from "../context.ts";
import { newOpaqueToken } from "../ids.ts";
import { needsSecondFactor } from "../people/organization-rules.ts";
import type { Subject } from "../people/subject-type.ts";
import type { AuthenticationFactor } from "../state/session.ts";
import { type LoginFields, logIn } from "./login.ts";
import { sessionResponse } from "./response.ts";

/**
 * What the responses to a login of a member have in common. Where a second factor is due there is no
 * session, but an intermediate session token; no emulated endpoint takes one.
 */
export async function memberLoginResponse(
  context: ProjectContext,
  subject: Extract<Subject, { kind: "member" }>,
  factor: AuthenticationFactor,
  request: LoginFields,
) {
  const { member, organization } = subject;
  const isDone = !needsSecondFactor(organization, member);
  const issued = isDone ? await logIn(context, subject, factor, request) : undefined;
  return {
    member_id: member.id,
    organization_id: organization.id,
    ...sessionResponse(subject, issued),
    member_authenticated: isDone,
    intermediate_session_token: isDone ? "" : newOpaqueToken(),
    mfa_required: isDone
      ? null
      : {
          member_options: {
            mfa_phone_number: member.mfaPhoneNumber,
            totp_registration_id: "",
          },
          secondary_auth_initiated: null,
        },
    primary_required: null,
  };
}
