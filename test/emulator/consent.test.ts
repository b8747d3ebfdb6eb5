import { describe, expect, it } from "vitest";
import { CLIENTS, createClient, refusal } from "./_api.ts";
import {
  authorize,
  BOTH,
  codeOf,
  createPerson,
  createScene,
  exchange,
  introspect,
  oauthRefusal,
  REDIRECT,
  redeem,
  refresh,
  type Scene,
  tokensOf,
  userinfo,
} from "./_oauth.ts";
import { assertValidResponse } from "./_schemas.ts";

const THIRD = { client_type: "third_party" };
const OPENID = ["openid"];

async function isAsked(scene: Scene, scopes: string[], prompt = ""): Promise<unknown> {
  const { body } = await authorize(scene, { scopes, prompt }, "authorize/start");
  return body.consent_required;
}

describe("consent", () => {
  it("of a first party is not needed", async () => {
    expect(await isAsked(await createScene(), OPENID)).toBe(false);
  });

  it("is always needed with prompt=consent", async () => {
    const scene = await createScene();
    await tokensOf(scene, { scopes: OPENID });
    expect(await isAsked(scene, OPENID, "consent")).toBe(true);
  });

  it("is needed for offline_access each time, unless a first party may bypass it", async () => {
    const scopes = ["offline_access"];
    expect(await isAsked(await createScene(), scopes)).toBe(false);
    const scene = await createScene("consumer", { bypass_consent_for_offline_access: false });
    await tokensOf(scene, { scopes });
    expect(await isAsked(scene, scopes)).toBe(true);
  });

  it("of a third party is needed once, and again for a new scope", async () => {
    const scene = await createScene("consumer", THIRD);
    expect(await isAsked(scene, OPENID)).toBe(true);
    await tokensOf(scene, { scopes: ["openid", "email"] });
    expect(await isAsked(scene, ["email", "openid"])).toBe(false);
    expect(await isAsked(scene, OPENID)).toBe(false);
    expect(await isAsked(scene, ["openid", "profile"])).toBe(true);
    const other = await createPerson(scene.api, "consumer");
    expect(await isAsked({ ...scene, person: other }, OPENID)).toBe(true);
  });

  it("that is needed and not given redirects with access_denied and the state", async () => {
    const scene = await createScene("consumer", THIRD);
    const fields = { scopes: OPENID, consent_granted: false, state: "s" };
    const { body } = await authorize(scene, fields);
    expect(body).not.toHaveProperty("authorization_code");
    const { searchParams } = new URL(String(body.redirect_uri));
    expect(Object.fromEntries(searchParams)).toEqual({
      error: "access_denied",
      error_description: expect.any(String),
      state: "s",
    });
    expect(await isAsked(scene, OPENID)).toBe(true);
  });

  it("that is needed with prompt=none redirects with consent_required", async () => {
    const scene = await createScene("consumer", THIRD);
    const { body } = await authorize(scene, { scopes: OPENID, prompt: "none" });
    expect(body.redirect_uri).toContain("error=consent_required");
  });

  it("that is not needed may be denied", async () => {
    const { body } = await authorize(await createScene(), { consent_granted: false });
    expect(body).toHaveProperty("authorization_code");
  });
});

describe.each(BOTH)("connected apps of a person, %s", (vertical) => {
  it("lists an app once it is installed, with its scopes as one text", async () => {
    const scene = await createScene(vertical, {
      client_name: "Tool",
      logo_url: "https://l.example",
    });
    expect((await list(scene)).body.connected_apps).toEqual([]);
    await tokensOf(scene, { scopes: OPENID });
    await tokensOf(scene, { scopes: ["email"] });
    expect((await list(scene)).body.connected_apps).toEqual([
      {
        connected_app_id: scene.client.client_id,
        name: "Tool",
        description: "",
        client_type: "first_party",
        scopes_granted: "openid email",
        logo_url: "https://l.example",
      },
    ]);
  });

  it("revoke ends its tokens and asks for consent again", async () => {
    const scene = await createScene(vertical, THIRD);
    const scopes = ["openid", "offline_access"];
    const { access_token, refresh_token } = await tokensOf(scene, { scopes });
    expect((await revokeConsent(scene)).status).toBe(200);

    const revoked = refusal(401, "connected_app_consent_revoked");
    expect(await userinfo(scene, access_token)).toMatchObject(revoked);
    expect(await exchange(scene, access_token)).toMatchObject(revoked);
    expect(await refresh(scene, refresh_token)).toMatchObject(
      oauthRefusal(401, "invalid_grant", "connected_app_consent_revoked"),
    );
    expect((await introspect(scene, access_token)).body).toMatchObject({ active: false });
    expect((await list(scene)).body.connected_apps).toEqual([]);
    expect(await isAsked(scene, OPENID)).toBe(true);
    expect((await userinfo(scene, (await tokensOf(scene)).access_token)).status).toBe(200);
  });

  it("revoke ends a code that was not redeemed yet", async () => {
    const scene = await createScene(vertical);
    const code = await codeOf(scene);
    await revokeConsent(scene);
    expect(await redeem(scene, code)).toMatchObject(
      oauthRefusal(400, "invalid_grant", "idp_auth_code_not_found"),
    );
  });

  it("revoke leaves other apps and other people alone", async () => {
    const scene = await createScene(vertical);
    const client = await createClient(scene.api, { redirect_urls: [REDIRECT] });
    const person = await createPerson(scene.api, vertical);
    const kept = await tokensOf({ ...scene, client }, { scopes: OPENID });
    const others = await tokensOf({ ...scene, person }, { scopes: OPENID });
    await tokensOf(scene);
    await revokeConsent(scene);
    expect((await userinfo(scene, kept.access_token)).status).toBe(200);
    expect((await userinfo(scene, others.access_token)).status).toBe(200);
  });

  it("revoke of an app that is not installed is 404", async () => {
    expect(await revokeConsent(await createScene(vertical))).toMatchObject(
      refusal(404, "connected_app_not_found"),
    );
  });

  it("a deleted client is no longer installed, and its tokens are unknown", async () => {
    const scene = await createScene(vertical);
    const { access_token } = await tokensOf(scene);
    await scene.api.call("DELETE", `${CLIENTS}/${scene.client.client_id}`);
    expect((await list(scene)).body.connected_apps).toEqual([]);
    expect(await userinfo(scene, access_token)).toMatchObject(
      refusal(401, "idp_access_token_not_found"),
    );
  });
});

describe("connected apps of an organization", () => {
  it("lists each app once and one app with its members", async () => {
    const scene = await createScene("b2b");
    const { organizationId, id } = scene.person;
    const apps = `/v1/b2b/organizations/${organizationId}/connected_apps`;
    const pattern = "GET /v1/b2b/organizations/{organization_id}/connected_apps";
    const one = `${apps}/${scene.client.client_id}`;
    expect(await scene.api.call("GET", one)).toMatchObject(refusal(404, "connected_app_not_found"));
    await tokensOf(scene);
    const all = await scene.api.call("GET", apps);
    assertValidResponse(pattern, all.body);
    expect(all.body.connected_apps).toMatchObject([{ connected_app_id: scene.client.client_id }]);
    const { body } = await scene.api.call("GET", one);
    assertValidResponse(`${pattern}/{connected_app_id}`, body);
    expect(body.active_members).toEqual([
      { member_id: id, granted_scopes: ["openid", "full_access"] },
    ]);
  });

  it("does not know the apps of another organization", async () => {
    const scene = await createScene("b2b");
    await tokensOf(scene);
    const { organizationId } = await createPerson(scene.api, "b2b");
    const { body } = await scene.api.call(
      "GET",
      `/v1/b2b/organizations/${organizationId}/connected_apps`,
    );
    expect(body.connected_apps).toEqual([]);
  });
});

function paths({ vertical, person, client }: Scene) {
  const [at, pattern] =
    vertical === "b2b"
      ? [
          `/v1/b2b/organizations/${person.organizationId}/members/${person.id}`,
          "/v1/b2b/organizations/{organization_id}/members/{member_id}",
        ]
      : [`/v1/users/${person.id}`, "/v1/users/{user_id}"];
  return {
    list: [`${at}/connected_apps`, `GET ${pattern}/connected_apps`],
    revoke: [
      `${at}/connected_apps/${client.client_id}/revoke`,
      `POST ${pattern}/connected_apps/{connected_app_id}/revoke`,
    ],
  } as const;
}

async function list(scene: Scene) {
  const [path, operation] = paths(scene).list;
  const response = await scene.api.call("GET", path);
  assertValidResponse(operation, response.body);
  return response;
}

async function revokeConsent(scene: Scene) {
  const [path, operation] = paths(scene).revoke;
  const response = await scene.api.call("POST", path, {});
  assertValidResponse(operation, response.body);
  return response;
}
