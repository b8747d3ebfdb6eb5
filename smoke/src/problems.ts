import type { z } from "zod";

/** What is wrong with a value. */
export interface Problem {
  /** Path of the value, such as `app.redirectUrls.0`. */
  readonly place: string;
  /** Follows the place, such as "is missing". Quotes no value: it may be a secret. */
  readonly message: string;
}

/** A value as a schema reads it, or why it cannot. */
export type Checked<T> =
  | { readonly kind: "valid"; readonly data: T }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

export function checkWith<T extends z.ZodType>(schema: T, value: unknown): Checked<z.output<T>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { kind: "valid", data: parsed.data };
  const { issues } = parsed.error;
  const problems = issues.map(({ path, message }) => ({ place: path.join("."), message }));
  return { kind: "invalid", problems };
}

/** All of them in words. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ place, message }) => `${place}: ${message}`).join("; ");
}

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

/** The problem, with the option and the variable that set the value, if any. */
export function withSource({ place, message }: Problem): Problem {
  const source = SOURCES[place];
  return { place, message: source === undefined ? message : `${message} (${source})` };
}

/** What Pulumi prints in the place of a secret unless `--show-secrets` is given. */
const MASK = "[secret]";

/** The command that shows the secrets among outputs. */
export const UNMASKED = "pulumi stack output --json --show-secrets";

const UNMASKED_BY: Readonly<Record<string, string>> = {
  secret: "pass what pulumi config get stytch:secret prints",
  app: `pass what ${UNMASKED} prints`,
  subject: "pass the value itself",
};

/** The fields of an object that hold Pulumi's mask instead of a value, with the remedy. */
export function maskedIn(object: unknown, parent?: "app" | "subject"): Problem[] {
  if (typeof object !== "object" || object === null) return [];
  return Object.entries(object)
    .filter(([, value]) => isMasked(value) || (Array.isArray(value) && value.some(isMasked)))
    .map(([field]) => {
      const place = parent === undefined ? field : `${parent}.${field}`;
      const remedy = UNMASKED_BY[parent ?? field] ?? UNMASKED_BY.subject;
      const message = `is ${MASK}, which Pulumi shows instead of a secret; ${remedy}`;
      return withSource({ place, message });
    });
}

export function isMasked(value: unknown): boolean {
  return typeof value === "string" && value.trim() === MASK;
}
