import { describe, expect, it } from "vitest";
import { createClient, refusal } from "./_api.ts";
import {
  authorize,
  BOTH,
  createPerson,
  createScene,
  REDIRECT,
  setSwitches,
  tokensOf,
} from "./_oauth.ts";

describe.each(BOTH)("POST …/authorize/start, %s", (vertical) => {
  it("tells subject, client, consent and scopes", async () => {
    const scene = await createScene(vertical, { client_name: "Tool" });
    const { body } = await authorize(scene, {}, "authorize/start");
    expect(body).toMatchObject({
      [vertical === "b2b" ? "member_id" : "user_id"]: scene.person.id,
      client: { client_id: scene.client.client_id, client_name: "Tool", logo_url: null },
      consent_required: false,
      scope_results: [
        { scope: "openid", is_grantable: true },
        { scope: "full_access", is_grantable: true },
      ],
    });
  });

  it("takes the subject by session JWT and by id", async () => {
    const scene = await createScene(vertical);
    const { person } = scene;
    const ids =
      vertical === "b2b"
        ? { organization_id: person.organizationId, member_id: person.id }
        : { user_id: person.id };
    for (const selector of [{ session_jwt: person.sessionJwt }, ids]) {
      const fields = { session_token: undefined, ...selector };
      expect((await authorize(scene, fields, "authorize/start")).status).toBe(200);
    }
  });

  it("w/o a subject is 400", async () => {
    const scene = await createScene(vertical);
    const name = `no_oauth_authorize_${vertical === "b2b" ? "member" : "user"}_selector`;
    expect(await authorize(scene, { session_token: undefined }, "authorize/start")).toMatchObject(
      refusal(400, name),
    );
  });

  it("with the project of the other vertical is 400", async () => {
    const scene = await createScene(vertical);
    const other = { ...scene, vertical: vertical === "b2b" ? "consumer" : "b2b" } as const;
    const name = `invalid_${vertical === "b2b" ? "consumer" : "b2b"}_endpoint`;
    expect(await authorize(other, {}, "authorize/start")).toMatchObject(refusal(400, name));
  });
});

describe.each(["authorize", "authorize/start"] as const)("POST …/%s refuses", (path) => {
  it.each([
    ["an unknown client", { client_id: "connected-app-test-0" }, 404, "connected_app_not_found"],
    [
      "a redirect URI that is not registered",
      { redirect_uri: `${REDIRECT}/` },
      401,
      "connected_app_supplied_redirect_url_not_found_in_client",
    ],
    ["a session that does not exist", { session_token: "a".repeat(44) }, 404, "session_not_found"],
    ["another response type", { response_type: "token" }, 400, "invalid_argument"],
    ["an unknown scope", { scopes: ["openid", "x"] }, 400, "oauth_invalid_scope_requested"],
    ["scopes as a text", { scopes: "openid" }, 400, "invalid_argument"],
    ["an unknown prompt", { prompt: "login" }, 400, "invalid_argument"],
    [
      "prompt none with consent",
      { prompt: "none consent" },
      400,
      "oidc_prompt_none_must_be_exclusive",
    ],
  ])("%s", async (_name, fields, status, name) => {
    const scene = await createScene();
    expect(await authorize(scene, fields, path)).toMatchObject(refusal(status, name));
  });

  it("a client that the organization does not allow", async () => {
    const scene = await createScene("b2b");
    const put = (fields: object) =>
      scene.api.call("PUT", `/v1/b2b/organizations/${scene.person.organizationId}`, fields);
    await put({ first_party_connected_apps_allowed_type: "NOT_ALLOWED" });
    const refused = refusal(403, "connected_app_not_allowed_for_org");
    expect(await authorize(scene, {}, path)).toMatchObject(refused);
    await put({ first_party_connected_apps_allowed_type: "RESTRICTED" });
    expect(await authorize(scene, {}, path)).toMatchObject(refused);
    await put({ allowed_first_party_connected_apps: [scene.client.client_id] });
    expect((await authorize(scene, {}, path)).status).toBe(200);
  });
});

describe("POST …/authorize", () => {
  it("redirects with code and state, keeping the query of the redirect URI", async () => {
    const redirect_uri = `${REDIRECT}?tenant=a%20b`;
    const scene = await createScene("consumer", { redirect_urls: [redirect_uri] });
    const { body } = await authorize(scene, { redirect_uri, state: "s&t" });
    const code = String(body.authorization_code);
    expect(body.redirect_uri).toBe(`${redirect_uri}&code=${code}&state=s%26t`);
  });

  it("w/o response_type means code", async () => {
    const scene = await createScene();
    expect((await authorize(scene, { response_type: undefined })).status).toBe(200);
  });

  it.each(["first_party_public", "third_party_public"])(
    "w/o a code challenge is refused to %s",
    async (client_type) => {
      const scene = await createScene("consumer", { client_type });
      expect(
        await authorize(scene, { code_challenge: undefined, scopes: ["openid"] }),
      ).toMatchObject(refusal(400, "pkce_required_for_idp_authorization_flow"));
    },
  );

  it.each(["", "short", "a".repeat(44), `${"a".repeat(42)}=`])(
    "with the code challenge %j is refused",
    async (code_challenge) => {
      const scene = await createScene();
      expect(await authorize(scene, { code_challenge })).toMatchObject(
        refusal(400, "invalid_pkce_code_challenge"),
      );
    },
  );
});

describe("redirect URIs", () => {
  it.each([
    ["http://127.0.0.1/callback", "http://127.0.0.1:49152/callback"],
    ["http://[::1]/callback", "http://[::1]:1/callback"],
    ["http://127.0.0.1", "http://127.0.0.1:8080"],
    ["http://127.0.0.1/callback?a=1", "http://127.0.0.1:8080/callback?a=1"],
  ])("%s registered takes %s", async (registered, redirect_uri) => {
    const scene = await createScene("consumer", { redirect_urls: [registered] });
    expect((await authorize(scene, { redirect_uri })).status).toBe(200);
  });

  it.each([
    ["http://127.0.0.1:8080/callback", "http://127.0.0.1:8081/callback"],
    ["http://127.0.0.1/callback", "http://127.0.0.1:8080/callback/"],
    ["http://localhost/callback", "http://localhost:8080/callback"],
    ["http://127.0.0.1/callback", "http://127.0.0.1:80800000/callback"],
    ["http://127.0.0.1/callback", "http://127.0.0.1:80@evil.example/callback"],
    ["https://app.example.com/callback", "https://app.example.com:443/callback"],
    ["https://app.example.com/callback", "https://APP.example.com/callback"],
    [
      "https://app.example.com/?u=http://127.0.0.1/",
      "https://app.example.com/?u=http://127.0.0.1:1/",
    ],
    ["https://app.example.com/callback", "https://app.example.com/callback?a=1"],
    ["https://app.example.com/callback", "https://evil.app.example.com/callback"],
  ])("%s registered does not take %s", async (registered, redirect_uri) => {
    const scene = await createScene("consumer", { redirect_urls: [registered] });
    expect((await authorize(scene, { redirect_uri })).status).toBe(401);
  });
});

describe("scopes", () => {
  const results = async (scene: Awaited<ReturnType<typeof createScene>>, scopes: string[]) =>
    (await authorize(scene, { scopes }, "authorize/start")).body.scope_results;

  it("full_access cannot be granted to a client without full_access_allowed", async () => {
    const scene = await createScene("consumer", { full_access_allowed: false });
    expect(await results(scene, ["full_access"])).toMatchObject([{ is_grantable: false }]);
  });

  it("full_access cannot be granted to a third party", async () => {
    const scene = await createScene("consumer", { client_type: "third_party" });
    expect(await results(scene, ["full_access"])).toMatchObject([{ is_grantable: false }]);
  });

  it("custom scopes come from the project, and may need a role", async () => {
    const scene = await createScene("b2b", {}, { roles: ["editor"] });
    await setSwitches(scene, {
      customScopes: [
        { scope: "read:docs", description: "Read documents" },
        { scope: "write:docs", role: "editor" },
        { scope: "drop:docs", role: "owner" },
      ],
    });
    expect(await results(scene, ["read:docs", "write:docs", "drop:docs"])).toEqual([
      { scope: "read:docs", description: "Read documents", is_grantable: true },
      { scope: "write:docs", description: "", is_grantable: true },
      { scope: "drop:docs", description: "", is_grantable: false },
    ]);
    const { scope } = await tokensOf(scene, { scopes: ["read:docs", "drop:docs", "read:docs"] });
    expect(scope).toBe("read:docs");
  });

  it("belong to one project only", async () => {
    const scene = await createScene("b2b");
    await setSwitches(scene, { customScopes: [{ scope: "read:docs" }] });
    const api = scene.api.as("consumer");
    const person = await createPerson(api, "consumer");
    const client = await createClient(api, { redirect_urls: [REDIRECT] });
    const other = { api, person, client, vertical: "consumer" } as const;
    expect(await authorize(other, { scopes: ["read:docs"] })).toMatchObject(
      refusal(400, "oauth_invalid_scope_requested"),
    );
  });
});
