import { createHash } from "node:crypto";
import { compactVerify, createLocalJWKSet } from "jose";
import { describe, expect, it } from "vitest";
import { CLIENTS, ORIGIN } from "./_api.ts";
import {
  advance,
  BOTH,
  claimsOf,
  codeOf,
  createScene,
  introspect,
  keySetSchema,
  oauthRefusal,
  REDIRECT,
  redeem,
  refresh,
  setSwitches,
  tokensOf,
} from "./_oauth.ts";

const OFFLINE = { scopes: ["openid", "offline_access"] };
const PUBLIC = { client_type: "first_party_public" };

describe.each(BOTH)("POST /v1/oauth2/token with a code, %s", (vertical) => {
  it("returns an access token with the claims of its subject and client", async () => {
    const scene = await createScene(vertical, { access_token_expiry_minutes: 7 });
    const { body, headers } = await redeem(scene, await codeOf(scene));
    expect(body).toMatchObject({
      token_type: "bearer",
      expires_in: 420,
      scope: "openid full_access",
    });
    expect(body).not.toHaveProperty("refresh_token");
    expect(headers.get("cache-control")).toBe("no-store");
    const { projectId } = scene.api.app.projects[vertical];
    const claims = claimsOf(String(body.access_token));
    expect(claims).toMatchObject({
      iss: ORIGIN,
      sub: scene.person.id,
      aud: [projectId],
      client_id: scene.client.client_id,
      scope: "openid full_access",
      jti: expect.stringMatching(/^[\w-]{44}$/),
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(420);
    expect(claims.nbf).toBe(claims.iat);
    const organization = claims["https://stytch.com/organization"];
    expect(organization).toEqual(
      vertical === "b2b"
        ? { organization_id: scene.person.organizationId, slug: expect.any(String) }
        : undefined,
    );
  });

  it("signs both tokens with a key of the JWKS", async () => {
    const scene = await createScene(vertical);
    const tokens = await tokensOf(scene);
    const { body } = await scene.api.call("GET", "/.well-known/jwks.json");
    const keys = createLocalJWKSet(keySetSchema.parse(body));
    for (const token of [tokens.access_token, tokens.id_token ?? ""]) {
      const { protectedHeader } = await compactVerify(token, keys);
      expect(protectedHeader).toMatchObject({ alg: "RS256", typ: "JWT" });
    }
  });
});

describe("access token", () => {
  it("has the custom audience after the project id", async () => {
    const scene = await createScene("consumer", { access_token_custom_audience: "https://api" });
    const { aud } = claimsOf((await tokensOf(scene)).access_token);
    expect(aud).toEqual([scene.api.app.projects.consumer.projectId, "https://api"]);
  });

  it("renders the template with data of the subject, dropping what is missing", async () => {
    const access_token_template_content = `{
      "plan": {{ user.trusted_metadata.plan }}, "none": {{ user.trusted_metadata.none }},
      "list": [{{ user.trusted_metadata.none }}, {{ user.trusted_metadata.plan.name }}],
      "roles": {{ user.rbac.roles }}, "fixed": null, "odd": {{ user.toString }},
      "letter": {{ user.user_id.0 }}, "beyond": {{ user.trusted_metadata.gone.x }},
      "sub": "other", "https://stytch.com/session": {}
    }`;
    const plan = { name: 'pro "$&"', seats: [1] };
    const scene = await createScene(
      "consumer",
      { access_token_template_content },
      { trusted_metadata: { plan, gone: null } },
    );
    const claims = claimsOf((await tokensOf(scene)).access_token);
    expect(claims).toMatchObject({
      plan,
      list: [plan.name],
      roles: ["stytch_user"],
      fixed: null,
      sub: scene.person.id,
    });
    for (const absent of ["none", "odd", "letter", "beyond", "https://stytch.com/session"]) {
      expect(Object.keys(claims)).not.toContain(absent);
    }
  });

  it("renders member and organization in a B2B project", async () => {
    const access_token_template_content =
      '{"org": {{ organization.organization_id }}, "member": {{member.member_id}} }';
    const scene = await createScene("b2b", { access_token_template_content });
    const { organizationId: org, id: member } = scene.person;
    expect(claimsOf((await tokensOf(scene)).access_token)).toMatchObject({ org, member });
  });
});

describe("ID token", () => {
  it("has the nonce, the client as audience, 60 minutes and the claims of the scopes", async () => {
    const scene = await createScene(
      "consumer",
      { access_token_expiry_minutes: 5, id_token_template_content: '{"tier": "gold"}' },
      { name: { first_name: "Ada", last_name: "Lovelace" } },
    );
    const scopes = ["openid", "profile", "email", "phone"];
    const { id_token } = await tokensOf(scene, { scopes, nonce: "n-1" });
    const claims = claimsOf(id_token);
    expect(claims).toMatchObject({
      iss: ORIGIN,
      sub: scene.person.id,
      aud: [scene.client.client_id],
      nonce: "n-1",
      name: "Ada Lovelace",
      given_name: "Ada",
      family_name: "Lovelace",
      email: expect.stringContaining("@"),
      tier: "gold",
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
    for (const absent of ["middle_name", "picture", "phone_number", "client_id", "scope"]) {
      expect(claims).not.toHaveProperty(absent);
    }
  });

  it("has no nonce where the authorization request has none", async () => {
    expect(claimsOf((await tokensOf(await createScene())).id_token)).not.toHaveProperty("nonce");
  });

  it("is not given without openid", async () => {
    expect(await tokensOf(await createScene(), { scopes: ["email"] })).not.toHaveProperty(
      "id_token",
    );
  });
});

describe("authorization code", () => {
  it("works once; a second use ends the tokens of the first", async () => {
    const scene = await createScene();
    const code = await codeOf(scene, OFFLINE);
    const { body } = await redeem(scene, code);
    const again = oauthRefusal(400, "invalid_grant", "idp_auth_code_not_found");
    expect(await redeem(scene, code)).toMatchObject(again);
    for (const token of [body.access_token, body.refresh_token]) {
      expect((await introspect(scene, String(token))).body).toMatchObject({ active: false });
    }
    expect((await refresh(scene, String(body.refresh_token))).status).toBe(400);
  });

  it("lives 10 minutes", async () => {
    const scene = await createScene();
    const [first, second] = [await codeOf(scene), await codeOf(scene)];
    await advance(scene, 590);
    expect((await redeem(scene, first)).status).toBe(200);
    await advance(scene, 10);
    expect(await redeem(scene, second)).toMatchObject(
      oauthRefusal(400, "invalid_grant", "idp_auth_code_expired"),
    );
  });

  it.each([
    ["an unknown code", { code: "x" }, "invalid_grant", "idp_auth_code_not_found"],
    ["no code", { code: undefined }, "invalid_request", ""],
    ["another redirect URI", { redirect_uri: `${REDIRECT}/` }, "invalid_grant", ""],
    ["no redirect URI", { redirect_uri: undefined }, "invalid_request", ""],
    ["a wrong verifier", { code_verifier: "w".repeat(43) }, "invalid_grant", "pkce_mismatch"],
    ["a short verifier", { code_verifier: "v" }, "invalid_grant", "invalid_pkce_code_verifier"],
    ["no verifier", { code_verifier: undefined }, "invalid_grant", "pkce_expected_code_verifier"],
    ["another grant type", { grant_type: "client_credentials" }, "unsupported_grant_type", ""],
    ["no grant type", { grant_type: undefined }, "invalid_request", ""],
  ])("with %s is refused and stays usable", async (_name, fields, error, name) => {
    const scene = await createScene();
    const code = await codeOf(scene);
    expect(await redeem(scene, code, fields)).toMatchObject(oauthRefusal(400, error, name));
    expect((await redeem(scene, code)).status).toBe(200);
  });

  it.each([
    ["43 characters", "v".repeat(43), 200],
    ["128 characters", "v".repeat(128), 200],
    ["every kind of character", `${"v".repeat(40)}-._~`, 200],
    ["42 characters", "v".repeat(42), 400],
    ["129 characters", "v".repeat(129), 400],
    ["a wrong character before it", `!${"v".repeat(43)}`, 400],
    ["a wrong character behind it", `${"v".repeat(43)}!`, 400],
  ])("with a verifier of %s, %s, is %i", async (_name, code_verifier, status) => {
    const scene = await createScene();
    const code_challenge = createHash("sha256").update(code_verifier).digest("base64url");
    const code = await codeOf(scene, { code_challenge });
    const response = await redeem(scene, code, { code_verifier });
    expect(response.status).toBe(status);
    if (status === 400) {
      expect(response.body.error_description).toMatch(/^invalid_pkce_code_verifier: /);
    }
  });

  it("with a verifier but no challenge is refused", async () => {
    const scene = await createScene();
    const code = await codeOf(scene, { code_challenge: undefined });
    expect(await redeem(scene, code)).toMatchObject(
      oauthRefusal(400, "invalid_grant", "pkce_did_not_expect_code_verifier"),
    );
    expect((await redeem(scene, code, { code_verifier: undefined })).status).toBe(200);
  });

  it("of another client is unknown", async () => {
    const scene = await createScene();
    const code = await codeOf(scene);
    const { client_id } = scene.client;
    const other = await scene.api.call("POST", CLIENTS, { client_type: "first_party_public" });
    const fields = {
      client_id: Object(other.body.connected_app).client_id,
      client_secret: undefined,
    };
    expect(fields.client_id).not.toBe(client_id);
    expect(await redeem(scene, code, fields)).toMatchObject(
      oauthRefusal(400, "invalid_grant", "idp_auth_code_not_found"),
    );
  });

  it("is unknown to the project of the other port", async () => {
    const scene = await createScene();
    const other = { ...scene, api: scene.api.as("b2b") };
    expect(await redeem(other, await codeOf(scene))).toMatchObject(
      oauthRefusal(400, "invalid_client"),
    );
  });

  it.each([
    ["confidential", {}, 400],
    ["confidential", PUBLIC, 200],
    ["always", PUBLIC, 400],
    ["never", {}, 200],
  ])(
    "with requireRedirectUri %s and client %j w/o redirect_uri is %i",
    async (mode, client, status) => {
      const scene = await createScene("consumer", client);
      await setSwitches(scene, { requireRedirectUri: mode });
      const response = await redeem(scene, await codeOf(scene), { redirect_uri: undefined });
      expect(response.status).toBe(status);
    },
  );
});
