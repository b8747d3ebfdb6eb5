import { randomUUID } from "node:crypto";
import { createRemoteJWKSet, jwtVerify } from "jose";
import * as stytch from "stytch";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createEmulator, type Emulator, type RunningProject } from "../../emulator/src/index.ts";
import { readResponse } from "./_api.ts";
import { CHALLENGE, REDIRECT, VERIFIER } from "./_oauth.ts";
import { MIGRATED, PASSWORD } from "./_people.ts";
import { assertValidResponse } from "./_schemas.ts";

let emulator: Emulator;

beforeAll(async () => {
  // The SDK warns about every base URL that is not one of Stytch's two.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  emulator = await createEmulator();
});

afterAll(async () => {
  await emulator.close();
  vi.restoreAllMocks();
});

async function valid<T>(operation: string, response: Promise<T>): Promise<T> {
  const body = await response;
  assertValidResponse(operation, body);
  return body;
}

async function refused(response: Promise<unknown>): Promise<string> {
  const error: unknown = await response.then(
    () => undefined,
    (reason) => reason,
  );
  if (!(error instanceof stytch.StytchError)) throw new Error(`no StytchError: ${error}`);
  return error.error_type;
}

function settingsOf({ url, projectId, secret }: RunningProject) {
  return { project_id: projectId, secret, env: url };
}

const CLIENT = {
  redirect_urls: [REDIRECT],
  full_access_allowed: true,
  access_token_template_content: '{"tier": "gold"}',
};

const ASKED = {
  redirect_uri: REDIRECT,
  response_type: "code",
  scopes: ["openid", "full_access"],
};

const DECISION = { consent_granted: true, state: "s", nonce: "n", code_challenge: CHALLENGE };

/** What an ordinary OAuth client does between code and tokens, without an SDK. */
async function redeem(url: string, client: stytch.ConnectedAppWithClientSecret, code: string) {
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
    client_id: client.client_id,
    ...(client.client_secret !== undefined && { client_secret: client.client_secret }),
  });
  const response = await readResponse(
    await fetch(`${url}/v1/oauth2/token`, { method: "POST", body }),
  );
  expect(response.status).toBe(200);
  const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`));
  const idToken = String(response.body.id_token);
  const { payload } = await jwtVerify(idToken, keys, { issuer: url, audience: client.client_id });
  expect(payload.nonce).toBe("n");
  return { accessToken: String(response.body.access_token), subject: payload.sub };
}

async function revokeToken(
  url: string,
  token: string,
  client: stytch.ConnectedAppWithClientSecret,
) {
  const body = new URLSearchParams({
    token,
    client_id: client.client_id,
    ...(client.client_secret !== undefined && { client_secret: client.client_secret }),
  });
  expect((await fetch(`${url}/v1/oauth2/revoke`, { method: "POST", body })).status).toBe(200);
}

function expectRedirect(uri: string, code: string | undefined) {
  const { searchParams } = new URL(uri);
  expect(Object.fromEntries(searchParams)).toEqual({ code, state: "s" });
}

describe.each(["first_party", "first_party_public"])("Node SDK, consumer, %s", (client_type) => {
  it("goes from client to session and back", async () => {
    const { url } = emulator.projects.consumer;
    const sdk = new stytch.Client(settingsOf(emulator.projects.consumer));
    const { user_id, session_token } = await sdk.passwords.create({
      email: `${randomUUID()}@example.com`,
      password: PASSWORD,
      session_duration_minutes: 60,
    });
    const { connected_app: client } = await sdk.connectedApp.clients.create({
      client_type,
      ...CLIENT,
    });
    const { client_id, client_secret } = client;

    const asked = { client_id, ...ASKED, session_token };
    const route = "POST /v1/idp/oauth/authorize";
    const start = await valid(`${route}/start`, sdk.idp.oauth.authorizeStart(asked));
    expect(start).toMatchObject({ user_id, consent_required: false });
    expect(start.scope_results.every((result) => result.is_grantable)).toBe(true);
    const submit = await valid(route, sdk.idp.oauth.authorize({ ...asked, ...DECISION }));
    expectRedirect(submit.redirect_uri, submit.authorization_code);

    const { accessToken, subject } = await redeem(url, client, submit.authorization_code ?? "");
    expect(subject).toBe(user_id);
    const introspection = { token: accessToken, client_id, client_secret: client_secret ?? "" };
    const claims = { subject: user_id, custom_claims: { tier: "gold" } };
    expect(await sdk.idp.introspectTokenNetwork(introspection)).toMatchObject(claims);
    expect(await sdk.idp.introspectTokenLocal(accessToken)).toMatchObject(claims);

    const exchange = { access_token: accessToken, session_duration_minutes: 30 };
    const exchanged = await valid(
      "POST /v1/sessions/exchange_access_token",
      sdk.sessions.exchangeAccessToken(exchange),
    );
    const proof = { session_token: exchanged.session_token };
    expect((await sdk.sessions.authenticate(proof)).session.user_id).toBe(user_id);
    await sdk.sessions.revoke(proof);
    expect(await refused(sdk.sessions.authenticate(proof))).toBe("session_not_found");
    expect(await refused(sdk.sessions.exchangeAccessToken(exchange))).toBe(
      "idp_access_token_could_not_be_exchanged",
    );

    const apps = await sdk.users.connectedApps({ user_id });
    assertValidResponse("GET /v1/users/{user_id}/connected_apps", apps);
    expect(apps.connected_apps).toMatchObject([{ scopes_granted: "openid full_access" }]);
    await revokeToken(url, accessToken, client);
    await expect(sdk.idp.introspectTokenNetwork(introspection)).rejects.toMatchObject({
      code: "token_invalid",
    });
    await sdk.users.revoke({ user_id, connected_app_id: client_id });
    expect((await sdk.users.connectedApps({ user_id })).connected_apps).toEqual([]);
  });
});

describe.each(["first_party", "first_party_public"])("Node SDK, B2B, %s", (client_type) => {
  it("goes from client to session and back", async () => {
    const { url } = emulator.projects.b2b;
    const sdk = new stytch.B2BClient(settingsOf(emulator.projects.b2b));
    const { organization } = await sdk.organizations.create({
      organization_name: "Example",
      organization_slug: `example-${randomUUID()}`,
    });
    const { organization_id } = organization;
    const email_address = `${randomUUID()}@example.com`;
    const { member_id } = await sdk.passwords.migrate({
      organization_id,
      email_address,
      ...MIGRATED,
    });
    const { session_token } = await sdk.passwords.authenticate({
      organization_id,
      email_address,
      password: PASSWORD,
    });
    const { connected_app: client } = await sdk.connectedApp.clients.create({
      client_type,
      ...CLIENT,
    });
    const { client_id, client_secret } = client;

    const asked = { client_id, ...ASKED, session_token };
    const route = "POST /v1/b2b/idp/oauth/authorize";
    const start = await valid(`${route}/start`, sdk.idp.oauth.authorizeStart(asked));
    expect(start).toMatchObject({ member_id, consent_required: false });
    expect(start.scope_results.every((result) => result.is_grantable)).toBe(true);
    const submit = await valid(route, sdk.idp.oauth.authorize({ ...asked, ...DECISION }));
    expectRedirect(submit.redirect_uri, submit.authorization_code);

    const { accessToken, subject } = await redeem(url, client, submit.authorization_code ?? "");
    expect(subject).toBe(member_id);
    const introspection = { token: accessToken, client_id, client_secret: client_secret ?? "" };
    const claims = {
      subject: member_id,
      organization: { organization_id, slug: organization.organization_slug },
      custom_claims: { tier: "gold" },
    };
    expect(await sdk.idp.introspectTokenNetwork(introspection)).toMatchObject(claims);
    expect(await sdk.idp.introspectTokenLocal(accessToken)).toMatchObject(claims);

    const exchange = { access_token: accessToken };
    const exchanged = await valid(
      "POST /v1/b2b/sessions/exchange_access_token",
      sdk.sessions.exchangeAccessToken(exchange),
    );
    const proof = { session_token: exchanged.session_token };
    expect((await sdk.sessions.authenticate(proof)).member_session.member_id).toBe(member_id);
    await sdk.sessions.revoke(proof);
    expect(await refused(sdk.sessions.authenticate(proof))).toBe("session_not_found");
    expect(await refused(sdk.sessions.exchangeAccessToken(exchange))).toBe(
      "idp_access_token_could_not_be_exchanged",
    );

    const installed = await sdk.organizations.connectedApps({ organization_id });
    expect(installed.connected_apps).toMatchObject([{ connected_app_id: client_id }]);
    const connected_app_id = client_id;
    const one = await sdk.organizations.getConnectedApp({ organization_id, connected_app_id });
    expect(one.active_members.map((member) => member.member_id)).toEqual([member_id]);
    await revokeToken(url, accessToken, client);
    await expect(sdk.idp.introspectTokenNetwork(introspection)).rejects.toMatchObject({
      code: "token_invalid",
    });
    const member = { organization_id, member_id };
    await sdk.organizations.members.connectedApps.revoke({ ...member, connected_app_id });
    const rest = await sdk.organizations.members.getConnectedApps(member);
    expect(rest.connected_apps).toEqual([]);
  });
});
