import { z } from "zod";
import type { Vertical } from "../target.ts";
import type { Caller } from "./caller.ts";
import type { SessionCredential } from "./sessions.ts";

const startResponse = z
  .object({
    client: z.object({ client_id: z.string(), client_type: z.string() }),
    consent_required: z.boolean(),
    scope_results: z.array(z.object({ scope: z.string(), is_grantable: z.boolean() })),
  })
  .transform((response) => ({
    clientId: response.client.client_id,
    consentRequired: response.consent_required,
    grantable: response.scope_results.filter((one) => one.is_grantable).map((one) => one.scope),
  }));

const submitResponse = z
  .object({ redirect_uri: z.string(), authorization_code: z.string().nullish() })
  .transform((response) => ({
    redirectUri: response.redirect_uri,
    code: response.authorization_code || undefined,
  }));

export type AuthorizeStart = z.output<typeof startResponse>;
export type AuthorizeResponse = z.output<typeof submitResponse>;

/** The query of an authorization request, with the session that it comes from. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUrl: string;
  readonly scopes: readonly string[];
  readonly session: SessionCredential;
}

const root = (vertical: Vertical) => (vertical === "b2b" ? "/v1/b2b/idp" : "/v1/idp");

const wire = (request: AuthorizeRequest) => ({
  client_id: request.clientId,
  redirect_uri: request.redirectUrl,
  response_type: "code",
  scopes: request.scopes,
  ...request.session,
});

/** The preflight: what could be granted, and whether it takes the person's consent. */
export function startAuthorization(
  call: Caller,
  vertical: Vertical,
  request: AuthorizeRequest,
): Promise<AuthorizeStart> {
  return call({
    method: "POST",
    path: `${root(vertical)}/oauth/authorize/start`,
    body: wire(request),
    response: startResponse,
    idempotent: true,
  });
}

/** The backend half of the authorization endpoint. */
export function submitAuthorization(
  call: Caller,
  vertical: Vertical,
  request: AuthorizeRequest & {
    readonly consentGranted: boolean;
    readonly state: string;
    readonly nonce: string;
    /** Base64url SHA-256 of the verifier; undefined for a request without PKCE. */
    readonly codeChallenge: string | undefined;
  },
): Promise<AuthorizeResponse> {
  return call({
    method: "POST",
    path: `${root(vertical)}/oauth/authorize`,
    body: {
      ...wire(request),
      consent_granted: request.consentGranted,
      state: request.state,
      nonce: request.nonce,
      code_challenge: request.codeChallenge,
    },
    response: submitResponse,
    finish: true,
  });
}
