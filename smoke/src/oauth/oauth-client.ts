import type { JWTVerifyGetKey } from "jose";
import * as openid from "openid-client";
import { CheckFailure, RefusedError, ResponseError, SmokeError } from "../errors.ts";
import type { HttpClient, HttpResponse } from "../http/http-client.ts";
import { readResponse } from "../http/responses.ts";
import type { Secrets } from "../secrets.ts";
import type { CodeToRedeem } from "./code.ts";
import type { Metadata } from "./metadata.ts";
import {
  type Introspection,
  introspectionSchema,
  type TokenResponse,
  tokenResponseSchema,
} from "./token-response.ts";

/** The app's side of OAuth, implemented by an ordinary client library. */
export interface OAuthClient {
  readonly issuer: string;
  /** The project's keys, for checking signatures. */
  readonly keys: JWTVerifyGetKey;
  /** @param clientSecret Replaces the right one. */
  redeem(code: CodeToRedeem, clientSecret?: string): Promise<TokenResponse>;
  refresh(refreshToken: string): Promise<TokenResponse>;
  introspect(token: string, hint: "access_token" | "refresh_token"): Promise<Introspection>;
  revoke(token: string): Promise<void>;
}

export interface OAuthClientParts {
  readonly metadata: Metadata;
  readonly keys: JWTVerifyGetKey;
  readonly clientId: string;
  /** Undefined for public clients. */
  readonly clientSecret: string | undefined;
  readonly http: HttpClient;
  readonly secrets: Secrets;
}

/** A response, and what the library makes of it. */
type Processed =
  | { readonly kind: "accepted"; readonly response: HttpResponse }
  | { readonly kind: "rejected"; readonly response: HttpResponse; readonly problem: string };

/** Every method throws RefusedError, RequestError, ResponseError or StoppedError. */
export function createOAuthClient(parts: OAuthClientParts): OAuthClient {
  const { metadata, keys, clientId, clientSecret, http, secrets } = parts;
  let last: HttpResponse | undefined;
  let idempotent = false;

  const configure = (secret: string | undefined) => {
    const server = {
      ...metadata,
      introspection_endpoint:
        metadata.introspection_endpoint ?? `${metadata.issuer}/v1/oauth2/introspect`,
      revocation_endpoint: metadata.revocation_endpoint ?? `${metadata.issuer}/v1/oauth2/revoke`,
    };
    // In the body, as Stytch's own SDKs send it: RFC 6749 has Basic percent-encode ids.
    const authentication = secret ? openid.ClientSecretPost(secret) : openid.None();
    const config = new openid.Configuration(server, clientId, undefined, authentication);
    config[openid.customFetch] = async (url, options) => {
      last = await http.send({
        method: options.method === "POST" ? "POST" : "GET",
        url,
        headers: options.headers,
        body:
          options.body === undefined || options.body === null ? undefined : String(options.body),
        finish: true,
        idempotent,
      });
      return new Response(last.text, { status: last.status, headers: last.headers });
    };
    // The issuer may be http only on this machine, which the target was checked for.
    if (metadata.issuer.startsWith("http:")) openid.allowInsecureRequests(config);
    return config;
  };
  const config = configure(clientSecret);

  /** Runs an operation of the library. Throws if no response arrived, or none can. */
  async function run(operation: () => Promise<unknown>, isIdempotent = false): Promise<Processed> {
    last = undefined;
    idempotent = isIdempotent;
    try {
      await operation();
    } catch (error) {
      const ours = ownError(error);
      if (ours !== undefined) throw ours;
      if (last === undefined) throw unsent(secrets.hide(messageOf(error)));
      return { kind: "rejected", response: last, problem: secrets.hide(messageOf(error)) };
    }
    if (last === undefined) throw unsent("no request was sent");
    return { kind: "accepted", response: last };
  }

  async function tokensOf(operation: () => Promise<unknown>): Promise<TokenResponse> {
    const processed = await run(operation);
    const tokens = readResponse(processed.response, tokenResponseSchema, secrets);
    secrets.add(tokens.accessToken, tokens.idToken, tokens.refreshToken);
    if (processed.kind === "accepted") return tokens;
    // The library rejects the whole response; everything but the ID token can still be checked.
    if (tokens.idToken !== undefined) return { ...tokens, idTokenProblem: processed.problem };
    throw new ResponseError(processed.response.place, processed.problem);
  }

  return {
    issuer: metadata.issuer,
    keys,
    redeem: ({ code, redirectUrl, verifier }, otherSecret) => {
      const used = otherSecret === undefined ? config : configure(otherSecret);
      // Not authorizationCodeGrant(): it cuts the query off the redirect URI.
      const parameters = { code, redirect_uri: redirectUrl, code_verifier: verifier };
      return tokensOf(() => openid.genericGrantRequest(used, "authorization_code", parameters));
    },
    refresh: (refreshToken) => tokensOf(() => openid.refreshTokenGrant(config, refreshToken)),
    async introspect(token, hint) {
      const parameters = { token_type_hint: hint };
      const { response } = await run(
        () => openid.tokenIntrospection(config, token, parameters),
        true,
      );
      return readResponse(response, introspectionSchema, secrets);
    },
    async revoke(token) {
      const processed = await run(() => openid.tokenRevocation(config, token), true);
      const { response } = processed;
      if (response.status !== 200) readResponse(response, introspectionSchema, secrets);
      if (processed.kind === "rejected") throw new ResponseError(response.place, processed.problem);
    },
  };
}

function unsent(problem: string): CheckFailure {
  return new CheckFailure(
    `An OAuth client library refuses to talk to this server: ${problem}.`,
    "Make sure that the endpoints in the discovery document are Stytch's.",
  );
}

/** The error of this package that the library wrapped. */
function ownError(error: unknown): SmokeError | undefined {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof SmokeError && !(link instanceof RefusedError)) return link;
  }
  return undefined;
}

/** Messages only: the causes of the library's errors hold whole responses. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
