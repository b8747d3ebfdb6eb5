import * as oauth from "openid-client";
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { basic, type Caller, createClient, readResponse, type Vertical } from "./_api.ts";
import { BOTH, type Client, createPerson, REDIRECT } from "./_oauth.ts";
import { startEmulator } from "./_server.ts";

const insecure = { execute: [oauth.allowInsecureRequests] };

/** A project on its own port, seen by its owner. */
function owner(emulator: Emulator, vertical: Vertical): Caller & { url: string } {
  const { url, projectId, secret } = emulator.projects[vertical];
  return {
    url,
    call: async (method, path, body) =>
      readResponse(
        await fetch(`${url}${path}`, {
          method,
          headers: { authorization: basic(projectId, secret) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      ),
  };
}

async function createScene(vertical: Vertical, fields: Record<string, unknown> = {}) {
  const project = owner(await startEmulator(), vertical);
  const client: Client = await createClient(project, { redirect_urls: [REDIRECT], ...fields });
  return { project, client, person: await createPerson(project, vertical), vertical };
}

type Scene = Awaited<ReturnType<typeof createScene>>;

function discover({ project, client }: Scene, auth?: oauth.ClientAuth) {
  const url = new URL(project.url);
  return oauth.discovery(url, client.client_id, client.client_secret, auth, insecure);
}

/** What the customer's authorization page does with the URL that a client sends its user to. */
async function followAuthorizationUrl({ project, person, vertical }: Scene, url: URL) {
  expect(url.href).toContain(`${project.url}/_emulator/authorize?`);
  // The endpoint refuses what the page reads for itself.
  const { scope, code_challenge_method, ...query } = Object.fromEntries(url.searchParams);
  expect(code_challenge_method).toBe("S256");
  const route = `${vertical === "b2b" ? "/v1/b2b" : "/v1"}/idp/oauth/authorize`;
  const { body } = await project.call("POST", route, {
    ...query,
    scopes: scope?.split(" "),
    session_token: person.sessionToken,
    consent_granted: true,
  });
  return new URL(String(body.redirect_uri));
}

async function logIn(scene: Scene, config: oauth.Configuration, scope: string) {
  const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
  const expectedState = oauth.randomState();
  const expectedNonce = oauth.randomNonce();
  const url = oauth.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
    nonce: expectedNonce,
  });
  const checks = { pkceCodeVerifier, expectedState, expectedNonce };
  return oauth.authorizationCodeGrant(config, await followAuthorizationUrl(scene, url), checks);
}

describe.each(BOTH)("openid-client, %s", (vertical) => {
  it.each([
    ["first_party", undefined],
    ["third_party", oauth.ClientSecretBasic],
    ["first_party_public", oauth.None],
  ])("goes the whole way as %s", async (client_type, method) => {
    const scene = await createScene(vertical, { client_type });
    const config = await discover(scene, method?.(scene.client.client_secret ?? ""));
    const tokens = await logIn(scene, config, "openid email offline_access");
    expect(tokens.claims()?.sub).toBe(scene.person.id);

    const info = await oauth.fetchUserInfo(config, tokens.access_token, scene.person.id);
    expect(info.email).toContain("@");

    const refreshed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect("refresh_token" in refreshed).toBe(client_type === "first_party_public");

    const refreshToken = refreshed.refresh_token ?? tokens.refresh_token ?? "";
    expect(await oauth.tokenIntrospection(config, refreshed.access_token)).toMatchObject({
      active: true,
      sub: scene.person.id,
      client_id: scene.client.client_id,
    });
    await oauth.tokenRevocation(config, refreshToken);
    expect(await oauth.tokenIntrospection(config, refreshed.access_token)).toMatchObject({
      active: false,
    });
    await expect(oauth.refreshTokenGrant(config, refreshToken)).rejects.toMatchObject({
      error: "invalid_grant",
    });
  });

  it.each([
    ["none", oauth.None()],
    ["client_secret_post", undefined],
    ["client_secret_basic", undefined],
  ])("registers itself with %s and logs in", async (token_endpoint_auth_method, auth) => {
    const scene = await createScene(vertical);
    await scene.project.call("PUT", "/_emulator/project", { dynamicClientRegistration: true });
    const config = await oauth.dynamicClientRegistration(
      new URL(scene.project.url),
      { redirect_uris: [REDIRECT], client_name: "Inspector", token_endpoint_auth_method },
      auth,
      insecure,
    );
    expect((await logIn(scene, config, "openid")).claims()?.sub).toBe(scene.person.id);
  });
});

it("openid-client reads a refusal by the authorization page", async () => {
  const scene = await createScene("consumer", { client_type: "third_party" });
  const config = await discover(scene);
  const url = new URL(`${REDIRECT}?error=access_denied&state=s`);
  await expect(
    oauth.authorizationCodeGrant(config, url, { expectedState: "s" }),
  ).rejects.toMatchObject({ error: "access_denied" });
});
