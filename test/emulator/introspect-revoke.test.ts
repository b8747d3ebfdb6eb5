import { describe, expect, it } from "vitest";
import { createClient, ORIGIN, refusal } from "./_api.ts";
import {
  advance,
  BOTH,
  claimsOf,
  createScene,
  introspect,
  oauthRefusal,
  REDIRECT,
  refresh,
  revoke,
  tokensOf,
  userinfo,
} from "./_oauth.ts";

const OFFLINE = { scopes: ["openid", "offline_access"] };

describe.each(BOTH)("POST /v1/oauth2/introspect, %s", (vertical) => {
  it("tells the claims of an access token", async () => {
    const scene = await createScene(vertical, { access_token_template_content: '{"tier": 1}' });
    const { access_token } = await tokensOf(scene);
    const { body } = await introspect(scene, access_token);
    const { jti: _, ...claims } = claimsOf(access_token);
    expect(body).toMatchObject({ ...claims, active: true, token_type: "access_token", tier: 1 });
    expect(body).not.toHaveProperty("jti");
  });

  it("tells of a refresh token", async () => {
    const scene = await createScene(vertical);
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    const { body } = await introspect(scene, refresh_token);
    expect(body).toMatchObject({
      active: true,
      token_type: "refresh_token",
      iss: ORIGIN,
      sub: scene.person.id,
      aud: [scene.api.app.projects[vertical].projectId],
      client_id: scene.client.client_id,
      scope: "openid offline_access",
    });
    expect(Number(body.exp) - Number(body.iat)).toBe(90 * 86_400);
    expect("https://stytch.com/organization" in body).toBe(vertical === "b2b");
  });
});

describe("POST /v1/oauth2/introspect", () => {
  it("calls an expired token inactive", async () => {
    const scene = await createScene("consumer", { access_token_expiry_minutes: 5 });
    const { access_token } = await tokensOf(scene);
    await advance(scene, 290);
    expect((await introspect(scene, access_token)).body).toMatchObject({ active: true });
    await advance(scene, 10);
    expect((await introspect(scene, access_token)).body).toEqual({
      active: false,
      request_id: expect.any(String),
      status_code: 200,
    });
  });

  it("calls an unknown token and a rotated one inactive", async () => {
    const scene = await createScene("consumer", { client_type: "first_party_public" });
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    await refresh(scene, refresh_token);
    for (const token of ["x", refresh_token]) {
      expect((await introspect(scene, token)).body).toMatchObject({ active: false });
    }
  });

  it("calls the token of another client inactive", async () => {
    const scene = await createScene();
    const { access_token } = await tokensOf(scene);
    const client = await createClient(scene.api, { redirect_urls: [REDIRECT] });
    const { body } = await introspect({ ...scene, client }, access_token);
    expect(body).toMatchObject({ active: false });
  });

  it("w/o a token is invalid_request", async () => {
    expect(await introspect(await createScene(), undefined)).toMatchObject(
      oauthRefusal(400, "invalid_request"),
    );
  });
});

describe("POST /v1/oauth2/revoke", () => {
  it("ends an access token and leaves the refresh token", async () => {
    const scene = await createScene();
    const { access_token, refresh_token } = await tokensOf(scene, OFFLINE);
    expect((await revoke(scene, access_token)).status).toBe(200);
    expect((await introspect(scene, access_token)).body).toMatchObject({ active: false });
    expect((await userinfo(scene, access_token)).status).toBe(401);
    expect((await refresh(scene, refresh_token)).status).toBe(200);
  });

  it("of a refresh token ends the access tokens too, whatever the hint", async () => {
    const scene = await createScene();
    const { access_token, refresh_token } = await tokensOf(scene, OFFLINE);
    const later = await refresh(scene, refresh_token);
    await revoke(scene, refresh_token, { token_type_hint: "access_token" });
    for (const token of [access_token, refresh_token, String(later.body.access_token)]) {
      expect((await introspect(scene, token)).body).toMatchObject({ active: false });
    }
    expect(await refresh(scene, refresh_token)).toMatchObject(oauthRefusal(400, "invalid_grant"));
  });

  it("of a refresh token leaves the tokens of another login alone", async () => {
    const scene = await createScene();
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    const kept = await tokensOf(scene, OFFLINE);
    await revoke(scene, refresh_token);
    for (const token of [kept.access_token, kept.refresh_token]) {
      expect((await introspect(scene, token)).body).toMatchObject({ active: true });
    }
  });

  it("of an access token whose consent was revoked changes nothing", async () => {
    const scene = await createScene();
    const { access_token } = await tokensOf(scene);
    const apps = `/v1/users/${scene.person.id}/connected_apps`;
    await scene.api.call("POST", `${apps}/${scene.client.client_id}/revoke`, {});
    expect((await revoke(scene, access_token)).status).toBe(200);
    expect(await userinfo(scene, access_token)).toMatchObject(
      refusal(401, "connected_app_consent_revoked"),
    );
  });

  it("of an unknown or a revoked token is 200", async () => {
    const scene = await createScene();
    const { access_token } = await tokensOf(scene);
    for (const token of ["x", access_token, access_token]) {
      expect((await revoke(scene, token)).status).toBe(200);
    }
  });

  it("of the token of another client is refused and changes nothing", async () => {
    const scene = await createScene();
    const { access_token } = await tokensOf(scene);
    const client = await createClient(scene.api, { redirect_urls: [REDIRECT] });
    expect(await revoke({ ...scene, client }, access_token)).toMatchObject(
      oauthRefusal(400, "invalid_grant"),
    );
    expect((await introspect(scene, access_token)).body).toMatchObject({ active: true });
  });
});
