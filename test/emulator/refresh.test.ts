import { describe, expect, it } from "vitest";
import { CLIENTS, createClient } from "./_api.ts";
import {
  advance,
  createScene,
  introspect,
  oauthRefusal,
  REDIRECT,
  refresh,
  tokensOf,
} from "./_oauth.ts";

const OFFLINE = { scopes: ["openid", "offline_access"] };
const PUBLIC = { client_type: "first_party_public" };

describe("refresh token", () => {
  it("of a public client rotates; the old one is refused", async () => {
    const scene = await createScene("consumer", PUBLIC);
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    const { body } = await refresh(scene, refresh_token);
    expect(body).toMatchObject({ scope: "openid offline_access", id_token: expect.any(String) });
    expect(body.refresh_token).not.toBe(refresh_token);
    expect(await refresh(scene, refresh_token)).toMatchObject(
      oauthRefusal(400, "invalid_grant", "idp_refresh_token_already_used"),
    );
    expect((await refresh(scene, String(body.refresh_token))).status).toBe(200);
  });

  it("of a public client lives 90 days from its issue", async () => {
    const scene = await createScene("consumer", PUBLIC);
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    await advance(scene, 90 * 86_400);
    expect(await refresh(scene, refresh_token)).toMatchObject(
      oauthRefusal(400, "invalid_grant", "idp_refresh_token_expired"),
    );
  });

  it("of a confidential client stays and lives on with each use", async () => {
    const scene = await createScene();
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    for (const _ of [1, 2]) {
      await advance(scene, 80 * 86_400);
      const { status, body } = await refresh(scene, refresh_token);
      expect(status).toBe(200);
      expect(body).not.toHaveProperty("refresh_token");
    }
    await advance(scene, 90 * 86_400);
    expect((await refresh(scene, refresh_token)).status).toBe(400);
  });

  it("gives less scope if asked, and never more", async () => {
    const scene = await createScene();
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    const { body } = await refresh(scene, refresh_token, { scope: "offline_access" });
    expect(body).toMatchObject({ scope: "offline_access" });
    expect(body).not.toHaveProperty("id_token");
    const spaced = await refresh(scene, refresh_token, { scope: " offline_access  openid " });
    expect(spaced.body).toMatchObject({ scope: "offline_access openid" });
    expect(await refresh(scene, refresh_token, { scope: "openid email" })).toMatchObject(
      oauthRefusal(400, "invalid_scope"),
    );
  });

  it.each([
    ["unknown", "x", "invalid_grant"],
    ["missing", undefined, "invalid_request"],
  ])("that is %s is refused", async (_name, token, error) => {
    expect(await refresh(await createScene(), token)).toMatchObject(oauthRefusal(400, error));
  });

  it("of another client is unknown", async () => {
    const scene = await createScene();
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    const client = await createClient(scene.api, { redirect_urls: [REDIRECT] });
    expect(await refresh({ ...scene, client }, refresh_token)).toMatchObject(
      oauthRefusal(400, "invalid_grant", "idp_refresh_token_not_found"),
    );
    expect((await refresh(scene, refresh_token)).status).toBe(200);
  });

  it("stops working with its client and with its subject", async () => {
    for (const path of ["client", "user"]) {
      const scene = await createScene();
      const { refresh_token, access_token } = await tokensOf(scene, OFFLINE);
      const isClient = path === "client";
      const url = isClient
        ? `${CLIENTS}/${scene.client.client_id}`
        : `/v1/users/${scene.person.id}`;
      expect((await scene.api.call("DELETE", url)).status).toBe(200);
      const error = isClient ? "invalid_client" : "invalid_grant";
      expect(await refresh(scene, refresh_token)).toMatchObject(oauthRefusal(400, error));
      if (!isClient) {
        expect((await introspect(scene, access_token)).body).toMatchObject({ active: false });
      }
    }
  });
});
