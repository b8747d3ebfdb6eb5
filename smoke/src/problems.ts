import type { z } from "zod";

/** Where the command takes values from, by their place in target and options. */
const SOURCES: Readonly<Record<string, string>> = {
  projectId: "--project-id, STYTCH_PROJECT_ID",
  secret: "STYTCH_SECRET",
  apiUrl: "--api-url, STYTCH_API_URL",
  projectDomain: "--project-domain, STYTCH_PROJECT_DOMAIN",
  "app.clientId": "--client-id, or the output clientId",
  "app.clientSecret": "STYTCH_CLIENT_SECRET, or the output clientSecret",
  "subject.sessionToken": "STYTCH_SMOKE_SESSION_TOKEN",
  "subject.sessionJwt": "STYTCH_SMOKE_SESSION_JWT",
  "subject.email": "STYTCH_SMOKE_EMAIL",
  "subject.password": "STYTCH_SMOKE_PASSWORD",
  "subject.organizationId": "--organization, STYTCH_SMOKE_ORGANIZATION_ID",
  "subject.oauthToken": "STYTCH_SMOKE_OAUTH_TOKEN",
  "subject.oauthCodeVerifier": "STYTCH_SMOKE_OAUTH_VERIFIER",
};

/** In brackets, flag and variable that give what is at a place; empty where there are none. */
export function sourceOf(place: string): string {
  const source = SOURCES[place];
  return source === undefined ? "" : ` (${source})`;
}

/** What is wrong with values, each with its place and where it comes from. */
export function problemsOf(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => {
    const place = path.join(".");
    return `${place}: ${message}${sourceOf(place)}`;
  });
}

/** What Pulumi prints in the place of a secret, unless it is told otherwise. */
const MASK = "[secret]";

/** The command that shows the secrets among outputs. */
export const UNMASKED = "pulumi stack output --json --show-secrets";

const UNMASKED_BY: Readonly<Record<string, string>> = {
  secret: "give what pulumi config get stytch:secret prints",
  app: `give what ${UNMASKED} prints`,
  subject: "give the value itself",
};

/** The fields of an object that hold Pulumi's mask instead of a value, with what to do. */
export function maskedIn(object: unknown, parent?: "app" | "subject"): string[] {
  if (typeof object !== "object" || object === null) return [];
  return Object.entries(object)
    .filter(([, value]) => isMasked(value) || (Array.isArray(value) && value.some(isMasked)))
    .map(([field]) => {
      const place = parent === undefined ? field : `${parent}.${field}`;
      const remedy = UNMASKED_BY[parent ?? field] ?? UNMASKED_BY.subject;
      return `${place}: is ${MASK}, which Pulumi shows instead of a secret; ${remedy}${sourceOf(place)}`;
    });
}

export function isMasked(value: unknown): boolean {
  return typeof value === "string" && value.trim() === MASK;
}
