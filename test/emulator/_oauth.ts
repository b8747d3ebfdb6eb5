import { createHash, randomUUID } from "node:crypto";
import { decodeJwt } from "jose";
import { z } from "zod";
import type { AppOptions, AppSurroundings } from "../../emulator/src/index.ts";
import { type ApiResponse, type Caller, createApi, createClient, type Vertical } from "./_api.ts";
import { assertValidOAuthResponse, assertValidResponse } from "./_schemas.ts";

export const REDIRECT = "https://app.example.com/callback";
export const VERIFIER = "v".repeat(43);
export const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");
export const BOTH: Vertical[] = ["consumer", "b2b"];

/** Someone who has logged in. */
export interface Person {
  vertical: Vertical;
  /** User id or member id. */
  id: string;
  /** `""` in a consumer project. */
  organizationId: string;
  sessionToken: string;
  sessionJwt: string;
}

const loginSchema = z.object({ session_token: z.string().min(1), session_jwt: z.string() });

/** Creates a person with a session of an hour. */
export async function createPerson(
  api: Caller,
  vertical: Vertical,
  fields: Record<string, unknown> = {},
): Promise<Person> {
  const email = `${randomUUID()}@example.com`;
  const password = `correct horse ${randomUUID()}`;
  if (vertical === "consumer") {
    const { body } = await must(api, "POST", "/v1/passwords", {
      email,
      password,
      session_duration_minutes: 60,
      ...fields,
    });
    return person(vertical, String(body.user_id), "", body);
  }
  const created = await must(api, "POST", "/v1/b2b/organizations", {
    organization_name: "Example",
    organization_slug: `example-${randomUUID()}`,
  });
  const organizationId = String(Object(created.body.organization).organization_id);
  const who = { organization_id: organizationId, email_address: email };
  const hash = createHash("md5").update(password).digest("hex");
  const migration = { ...who, hash, hash_type: "md_5", ...fields };
  await must(api, "POST", "/v1/b2b/passwords/migrate", migration);
  const login = { ...who, password };
  const { body } = await must(api, "POST", "/v1/b2b/passwords/authenticate", login);
  return person(vertical, String(body.member_id), organizationId, body);
}

function person(
  vertical: Vertical,
  id: string,
  organizationId: string,
  body: Record<string, unknown>,
): Person {
  const { session_token, session_jwt } = loginSchema.parse(body);
  return { vertical, id, organizationId, sessionToken: session_token, sessionJwt: session_jwt };
}

async function must(
  api: Caller,
  method: string,
  path: string,
  body: unknown,
): Promise<ApiResponse> {
  const response = await api.call(method, path, body);
  if (response.status !== 200) throw new Error(`${method} ${path}: ${response.text}`);
  return response;
}

export interface Client {
  client_id: string;
  client_secret?: string | undefined;
}

/** An emulated project with someone logged in and a client that may do everything. */
export async function createScene(
  vertical: Vertical = "consumer",
  clientFields: Record<string, unknown> = {},
  personFields: Record<string, unknown> = {},
  surroundings: AppSurroundings = {},
  options: AppOptions = {},
) {
  const api = createApi(options, surroundings).as(vertical);
  const person = await createPerson(api, vertical, personFields);
  const isFirstParty = !String(clientFields.client_type ?? "").startsWith("third_party");
  const client: Client = await createClient(api, {
    redirect_urls: [REDIRECT],
    full_access_allowed: isFirstParty,
    bypass_consent_for_offline_access: isFirstParty,
    ...clientFields,
  });
  return { api, vertical, person, client };
}

export type Scene = Awaited<ReturnType<typeof createScene>>;

/** A valid authorization request by session. */
export function authorization({ client, person }: Scene): Record<string, unknown> {
  return {
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    response_type: "code",
    scopes: ["openid", "full_access"],
    session_token: person.sessionToken,
    consent_granted: true,
    code_challenge: CHALLENGE,
  };
}

/** Calls start or submit and checks the response against the schemas. */
export async function authorize(
  scene: Scene,
  fields: Record<string, unknown> = {},
  path: "authorize" | "authorize/start" = "authorize",
): Promise<ApiResponse> {
  const route = `${scene.vertical === "b2b" ? "/v1/b2b" : "/v1"}/idp/oauth/${path}`;
  const response = await scene.api.call("POST", route, { ...authorization(scene), ...fields });
  assertValidResponse(`POST ${route}`, response.body);
  return response;
}

export async function codeOf(scene: Scene, fields: Record<string, unknown> = {}): Promise<string> {
  const { body, text } = await authorize(scene, fields);
  if (typeof body.authorization_code !== "string") throw new Error(text);
  return body.authorization_code;
}

/** Posts a form to an OAuth endpoint without any header and checks the response. */
export async function postForm(
  { api }: Scene,
  path: string,
  fields: Record<string, string | undefined>,
  headers: Record<string, string> = {},
): Promise<ApiResponse> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.set(name, value);
  }
  const response = await api.call("POST", `/v1/oauth2/${path}`, form.toString(), {
    authorization: "",
    "content-type": "application/x-www-form-urlencoded",
    ...headers,
  });
  assertValidOAuthResponse(`POST /v1/oauth2/${path}`, response);
  return response;
}

export function credentials({ client }: Scene): Record<string, string | undefined> {
  return { client_id: client.client_id, client_secret: client.client_secret };
}

export async function redeem(
  scene: Scene,
  code: string,
  fields: Record<string, string | undefined> = {},
): Promise<ApiResponse> {
  return postForm(scene, "token", {
    grant_type: "authorization_code",
    code,
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
    ...credentials(scene),
    ...fields,
  });
}

const tokensSchema = z.object({
  access_token: z.string(),
  expires_in: z.number(),
  scope: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** The tokens of a whole flow, from authorization to redemption. */
export async function tokensOf(scene: Scene, fields: Record<string, unknown> = {}) {
  return tokensSchema.parse((await redeem(scene, await codeOf(scene, fields))).body);
}

export function refresh(
  scene: Scene,
  refreshToken: string | undefined,
  fields: Record<string, string | undefined> = {},
): Promise<ApiResponse> {
  return postForm(scene, "token", {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    ...credentials(scene),
    ...fields,
  });
}

export function introspect(
  scene: Scene,
  token: string | undefined,
  fields: Record<string, string | undefined> = {},
): Promise<ApiResponse> {
  return postForm(scene, "introspect", { token, ...credentials(scene), ...fields });
}

export function revoke(
  scene: Scene,
  token: string | undefined,
  fields: Record<string, string | undefined> = {},
): Promise<ApiResponse> {
  return postForm(scene, "revoke", { token, ...credentials(scene), ...fields });
}

export async function userinfo(scene: Scene, token: string, method = "GET"): Promise<ApiResponse> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await scene.api.call(method, "/v1/oauth2/userinfo", undefined, headers);
  assertValidOAuthResponse("GET /v1/oauth2/userinfo", response);
  return response;
}

/** Exchanges an access token for a session of an hour and checks the response. */
export async function exchange(
  scene: Scene,
  accessToken: string,
  fields: Record<string, unknown> = {},
): Promise<ApiResponse> {
  const route = `${scene.vertical === "b2b" ? "/v1/b2b" : "/v1"}/sessions/exchange_access_token`;
  const body = { access_token: accessToken, session_duration_minutes: 60, ...fields };
  const response = await scene.api.call("POST", route, body);
  assertValidResponse(`POST ${route}`, response.body);
  return response;
}

/** A JWKS response, for `createLocalJWKSet`. */
export const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

export function claimsOf(jwt: string | undefined): Record<string, unknown> {
  return decodeJwt(jwt ?? "");
}

/** The status, name and description of an OAuth error, for `toMatchObject` on a response. */
export function oauthRefusal(status: number, error: string, name = "") {
  const error_description = { asymmetricMatch: (text: unknown) => String(text).startsWith(name) };
  return { status, body: { status_code: status, error, error_description } };
}

export async function advance({ api }: Scene, seconds: number): Promise<void> {
  await api.call("POST", "/_emulator/clock", { advanceSeconds: seconds });
}

export async function misbehave({ api }: Scene, ...misbehaviours: string[]): Promise<void> {
  const { status, text } = await api.call("PUT", "/_emulator/misbehaviours", misbehaviours);
  if (status !== 200) throw new Error(text);
}

export async function setSwitches(
  { api }: Scene,
  switches: Record<string, unknown>,
): Promise<void> {
  const { status, text } = await api.call("PUT", "/_emulator/project", switches);
  if (status !== 200) throw new Error(text);
}
