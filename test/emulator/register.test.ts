import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Api, CLIENTS, createApi, refusal, type Vertical } from "./_api.ts";
import {
  authorize,
  BOTH,
  createPerson,
  oauthRefusal,
  REDIRECT,
  refresh,
  tokensOf,
} from "./_oauth.ts";
import { assertValidOAuthResponse } from "./_schemas.ts";

const VALID = { redirect_uris: [REDIRECT], client_name: "Inspector" };

async function createProject(vertical: Vertical = "consumer"): Promise<Api> {
  const api = createApi().as(vertical);
  await api.call("PUT", "/_emulator/project", { dynamicClientRegistration: true });
  return api;
}

async function register(api: Api, fields: object = VALID) {
  const response = await api.call("POST", "/v1/oauth2/register", fields, { authorization: "" });
  assertValidOAuthResponse("POST /v1/oauth2/register", response);
  return response;
}

describe.each(BOTH)("POST /v1/oauth2/register, %s", (vertical) => {
  it("makes a public third party client by default", async () => {
    const api = await createProject(vertical);
    const { status, body } = await register(api);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...VALID,
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
    });
    expect(body).not.toHaveProperty("client_secret");
    const got = await api.call("GET", `${CLIENTS}/${body.client_id}`);
    expect(got.body.connected_app).toMatchObject({
      client_type: "third_party_public",
      client_name: "Inspector",
      redirect_urls: [REDIRECT],
      creation_method: "DCR",
    });
  });
});

describe("POST /v1/oauth2/register", () => {
  it("gives the same public client for the same metadata", async () => {
    const api = await createProject();
    const id = async (fields: object) => (await register(api, fields)).body.client_id;
    const first = await id(VALID);
    expect(first).toMatch(
      /^connected-app-test-[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
    );
    expect(await id({ client_name: "Inspector", redirect_uris: [REDIRECT] })).toBe(first);
    expect(await id({ ...VALID, client_uri: "https://example.com" })).not.toBe(first);
    const { body } = await api.call("POST", `${CLIENTS}/search`, {});
    expect(body.connected_apps).toHaveLength(2);
  });

  it("forgets what was granted to a client that was deleted and registers again", async () => {
    const api = await createProject();
    const fields = { ...VALID, redirect_uris: [REDIRECT, `${REDIRECT}/2`] };
    const person = await createPerson(api, "consumer");
    const { client_id } = z
      .object({ client_id: z.string() })
      .parse((await register(api, fields)).body);
    const scene = { api, person, client: { client_id }, vertical: "consumer" } as const;
    const scopes = ["openid", "offline_access"];
    const { refresh_token } = await tokensOf(scene, { scopes });
    expect((await api.call("DELETE", `${CLIENTS}/${client_id}`)).status).toBe(200);
    expect((await register(api, fields)).body).toMatchObject({ client_id });
    expect(await refresh(scene, refresh_token)).toMatchObject(
      oauthRefusal(400, "invalid_grant", "idp_refresh_token_not_found"),
    );
    const { body } = await authorize(scene, { scopes: ["openid"] }, "authorize/start");
    expect(body.consent_required).toBe(true);
  });

  it.each(["client_secret_basic", "client_secret_post"])(
    "with %s always makes a new client with a secret",
    async (token_endpoint_auth_method) => {
      const api = await createProject();
      const fields = { ...VALID, token_endpoint_auth_method };
      const first = await register(api, fields);
      expect(first.body).toMatchObject({
        client_secret: expect.any(String),
        client_secret_expires_at: 0,
      });
      expect((await register(api, fields)).body.client_id).not.toBe(first.body.client_id);
    },
  );

  it("is off unless the project says otherwise", async () => {
    expect(await register(createApi())).toMatchObject(
      refusal(400, "dynamic_client_registration_not_enabled"),
    );
  });

  it.each([
    ["no redirect URIs", { redirect_uris: [] }, "invalid_redirect_uri"],
    ["an http redirect URI", { redirect_uris: ["http://example.com"] }, "invalid_redirect_uri"],
    [
      "another method",
      { token_endpoint_auth_method: "private_key_jwt" },
      "invalid_client_metadata",
    ],
    ["a logo that is not a URL", { logo_uri: "logo" }, "invalid_client_metadata"],
  ])("with %s is refused", async (_name, fields, error) => {
    const api = await createProject();
    expect(await register(api, { ...VALID, ...fields })).toMatchObject(oauthRefusal(400, error));
  });

  it("with a body that is not JSON is refused", async () => {
    const api = await createProject();
    expect(await api.call("POST", "/v1/oauth2/register", "{")).toMatchObject(
      oauthRefusal(400, "invalid_client_metadata"),
    );
  });
});
