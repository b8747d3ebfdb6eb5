import type { Member } from "../state/member.ts";
import type { Organization } from "../state/organization.ts";
import type { User } from "../state/user.ts";

/** Who logs in, authorizes and gets tokens. */
export type Subject =
  | { kind: "user"; user: User }
  | { kind: "member"; member: Member; organization: Organization };

/** @returns User id or member id: the `sub` of every token. */
export function subjectId(subject: Subject): string {
  return subject.kind === "user" ? subject.user.id : subject.member.id;
}

/** @returns Role ids; every member has `stytch_member`, and every user `stytch_user`. */
export function subjectRoles(subject: Subject): string[] {
  return subject.kind === "user"
    ? unique("stytch_user", subject.user.roles)
    : unique("stytch_member", subject.member.roles);
}

function unique(role: string, roles: readonly string[]): string[] {
  return [...new Set([role, ...roles])];
}
