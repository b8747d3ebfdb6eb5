import type { JWTVerifyGetKey } from "jose";
import * as openid from "openid-client";
import { CheckFailure, RefusedError, ResponseError, SmokeError } from "../errors.ts";
import { readAnswer } from "../http/answers.ts";
import type { HttpAnswer, HttpClient } from "../http/http-client.ts";
import type { Secrets } from "../secrets.ts";
import type { CodeToRedeem } from "./code.ts";
import type { Metadata } from "./metadata.ts";
import {
  type Introspection,
  introspectionSchema,
  type TokenResponse,
  tokenResponseSchema,
} from "./token-response.ts";

/** The app's side of OAuth, by means of an ordinary client library. */
export interface OAuthClient {
  readonly issuer: string;
  /** The project's keys, for checking signatures. */
  readonly keys: JWTVerifyGetKey;
  /** @param clientSecret instead of the right one. */
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

/** Every method throws RefusedError, RequestError, ResponseError or StoppedError. */
export function createOAuthClient(parts: OAuthClientParts): OAuthClient {
  const { metadata, keys, clientId, clientSecret, http, secrets } = parts;
  let last: HttpAnswer | undefined;
  let repeatable = false;

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
        repeatable,
      });
      return new Response(last.text, { status: last.status, headers: last.headers });
    };
    // The issuer may be http only on this machine, which the target was checked for.
    if (metadata.issuer.startsWith("http:")) openid.allowInsecureRequests(config);
    return config;
  };
  const config = configure(clientSecret);

  /** Runs an operation of the library; a refusal and a broken request become errors of ours. */
  async function run<T>(
    operation: () => Promise<T>,
    mayRepeat = false,
  ): Promise<{ answer: HttpAnswer; problem?: string }> {
    last = undefined;
    repeatable = mayRepeat;
    try {
      await operation();
    } catch (error) {
      const ours = ownError(error);
      if (ours !== undefined) throw ours;
      if (last === undefined) throw unsent(secrets.hide(messageOf(error)));
      return { answer: last, problem: secrets.hide(messageOf(error)) };
    }
    if (last === undefined) throw unsent("no request was sent");
    return { answer: last };
  }

  async function tokens(operation: () => Promise<unknown>): Promise<TokenResponse> {
    const { answer, problem } = await run(operation);
    const response = readAnswer(answer, tokenResponseSchema, secrets);
    secrets.add(response.accessToken, response.idToken, response.refreshToken);
    if (problem === undefined) return response;
    // The library refuses the whole answer; all but the ID token can still be judged.
    if (response.idToken !== undefined) return { ...response, idTokenProblem: problem };
    throw new ResponseError(answer.place, problem);
  }

  return {
    issuer: metadata.issuer,
    keys,
    redeem: ({ code, redirectUrl, verifier }, otherSecret) => {
      const used = otherSecret === undefined ? config : configure(otherSecret);
      // Not authorizationCodeGrant(): it cuts the query off the redirect URI.
      const parameters = { code, redirect_uri: redirectUrl, code_verifier: verifier };
      return tokens(() => openid.genericGrantRequest(used, "authorization_code", parameters));
    },
    refresh: (refreshToken) => tokens(() => openid.refreshTokenGrant(config, refreshToken)),
    async introspect(token, hint) {
      const parameters = { token_type_hint: hint };
      const { answer } = await run(
        () => openid.tokenIntrospection(config, token, parameters),
        true,
      );
      return readAnswer(answer, introspectionSchema, secrets);
    },
    async revoke(token) {
      const { answer, problem } = await run(() => openid.tokenRevocation(config, token), true);
      if (answer.status !== 200) readAnswer(answer, introspectionSchema, secrets);
      if (problem !== undefined) throw new ResponseError(answer.place, problem);
    },
  };
}

function unsent(problem: string): CheckFailure {
  return new CheckFailure(
    `An OAuth client library does not talk to this server: ${problem}.`,
    "Make sure that the endpoints in the discovery document are Stytch's.",
  );
}

/** The error of our own that the library has wrapped. */
function ownError(error: unknown): SmokeError | undefined {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof SmokeError && !(link instanceof RefusedError)) return link;
  }
  return undefined;
}

/** Messages only: the causes of the library's errors hold whole answers. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
