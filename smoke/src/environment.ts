import type { SubjectOptions } from "./options.ts";
import type { SmokeTarget } from "./target.ts";

/** Every environment variable that this package reads, with its meaning. */
export const VARIABLES = {
  STYTCH_PROJECT_ID: "project id",
  STYTCH_SECRET: "project secret",
  STYTCH_API_URL: "address of the API",
  STYTCH_PROJECT_DOMAIN: "project domain, the issuer of tokens",
  STYTCH_CLIENT_SECRET: "client secret, where the outputs have none",
  STYTCH_SMOKE_SESSION_TOKEN: "session of a test user or member",
  STYTCH_SMOKE_SESSION_JWT: "the same as a JWT",
  STYTCH_SMOKE_EMAIL: "e-mail of a test user or member",
  STYTCH_SMOKE_PASSWORD: "their password",
  STYTCH_SMOKE_ORGANIZATION_ID: "the member's organization",
  STYTCH_SMOKE_OAUTH_TOKEN: "token of a social login",
  STYTCH_SMOKE_OAUTH_VERIFIER: "PKCE verifier of that login",
} as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable; an empty one counts as unset. */
export function readVariable(
  environment: Environment,
  name: keyof typeof VARIABLES,
): string | undefined {
  return environment[name] || undefined;
}

/** The project, as far as the environment names it. */
export function projectFrom(environment: Environment): Omit<SmokeTarget, "app"> {
  return {
    projectId: readVariable(environment, "STYTCH_PROJECT_ID") ?? "",
    secret: readVariable(environment, "STYTCH_SECRET") ?? "",
    apiUrl: readVariable(environment, "STYTCH_API_URL"),
    projectDomain: readVariable(environment, "STYTCH_PROJECT_DOMAIN"),
  };
}

/** Who signs in, as far as the environment says. */
export function subjectFrom(environment: Environment): SubjectOptions {
  const read = (name: keyof typeof VARIABLES) => readVariable(environment, name);
  return {
    sessionToken: read("STYTCH_SMOKE_SESSION_TOKEN"),
    sessionJwt: read("STYTCH_SMOKE_SESSION_JWT"),
    email: read("STYTCH_SMOKE_EMAIL"),
    password: read("STYTCH_SMOKE_PASSWORD"),
    organizationId: read("STYTCH_SMOKE_ORGANIZATION_ID"),
    oauthToken: read("STYTCH_SMOKE_OAUTH_TOKEN"),
    oauthCodeVerifier: read("STYTCH_SMOKE_OAUTH_VERIFIER"),
  };
}
