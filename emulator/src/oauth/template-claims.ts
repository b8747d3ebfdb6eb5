import { type Subject, subjectRoles } from "../people/subject-type.ts";
import { memberBody, organizationBody, userBody } from "../wire/person-output.ts";
import { renderTemplate } from "./template.ts";

const REGISTERED = new Set(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]);

/**
 * The claims that a template of a client adds for a subject: none that every token has, and none
 * under `https://stytch.com/`, which would make one kind of token pass for another.
 */
export function templateClaims(template: string, subject: Subject): Record<string, unknown> {
  const claims = Object.entries(renderTemplate(template, rootsOf(subject)));
  return Object.fromEntries(
    claims.filter(([name]) => !REGISTERED.has(name) && !name.startsWith("https://stytch.com/")),
  );
}

function rootsOf(subject: Subject): Record<string, unknown> {
  const rbac = { roles: subjectRoles(subject) };
  if (subject.kind === "user") return { user: { ...userBody(subject.user), rbac } };
  return {
    member: { ...memberBody(subject.member), rbac },
    organization: organizationBody(subject.organization),
  };
}
