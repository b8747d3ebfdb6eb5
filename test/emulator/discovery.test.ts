import { describe, expect, it } from "vitest";
import { createApi, ORIGIN, refusal } from "./_api.ts";
import { BOTH, claimsOf, codeOf, createScene, redeem } from "./_oauth.ts";
import { assertValidOAuthResponse } from "./_schemas.ts";

const DOCUMENTS = [
  "/.well-known/openid-configuration",
  "/.well-known/oauth-authorization-server",
] as const;

describe.each(DOCUMENTS)("GET %s", (path) => {
  it.each(BOTH)("names the endpoints of the domain, %s", async (vertical) => {
    const response = await createApi().as(vertical).call("GET", path, undefined, {
      authorization: "",
    });
    assertValidOAuthResponse(`GET ${path}`, response);
    expect(response.body).toMatchObject({
      issuer: ORIGIN,
      authorization_endpoint: `${ORIGIN}/_emulator/authorize`,
      token_endpoint: `${ORIGIN}/v1/oauth2/token`,
      introspection_endpoint: `${ORIGIN}/v1/oauth2/introspect`,
      revocation_endpoint: `${ORIGIN}/v1/oauth2/revoke`,
      userinfo_endpoint: `${ORIGIN}/v1/oauth2/userinfo`,
      jwks_uri: `${ORIGIN}/.well-known/jwks.json`,
      response_types_supported: ["code"],
      grant_types_supported: ["authorization_code", "refresh_token"],
      code_challenge_methods_supported: ["S256"],
      scopes_supported: ["openid", "profile", "email", "phone", "offline_access"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
      ...(path.endsWith("openid-configuration") && {
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      }),
    });
    expect(response.body).not.toHaveProperty("registration_endpoint");
  });

  it("below /v1/public names the legacy endpoints and issuer of that project", async () => {
    const api = createApi();
    const { projectId } = api.app.projects.b2b;
    const base = `${ORIGIN}/v1/public/${projectId}`;
    const { body } = await api.call("GET", `/v1/public/${projectId}${path}`);
    expect(body).toMatchObject({
      issuer: `stytch.com/${projectId}`,
      token_endpoint: `${base}/oauth2/token`,
      jwks_uri: `${base}/.well-known/jwks.json`,
    });
  });

  it("follows the switches of its project", async () => {
    const api = createApi();
    await api.call("PUT", "/_emulator/project", {
      authorizationEndpoint: "https://app.example.com/authorize",
      dynamicClientRegistration: true,
      customScopes: [{ scope: "read:docs" }],
    });
    const { body } = await api.call("GET", path);
    expect(body).toMatchObject({
      authorization_endpoint: "https://app.example.com/authorize",
      registration_endpoint: `${ORIGIN}/v1/oauth2/register`,
      scopes_supported: expect.arrayContaining(["read:docs"]),
    });
    expect((await api.as("b2b").call("GET", path)).body).not.toHaveProperty(
      "registration_endpoint",
    );
  });

  it("w/o an authorization endpoint is 400", async () => {
    const api = createApi();
    await api.call("PUT", "/_emulator/project", { authorizationEndpoint: null });
    expect(await api.call("GET", path)).toMatchObject(
      refusal(400, "authorization_endpoint_not_configured_for_project"),
    );
  });
});

describe("GET /.well-known/jwks.json", () => {
  it("differs by project and agrees with the other paths", async () => {
    const api = createApi();
    const path = "/.well-known/jwks.json";
    const keys = async (from: typeof api, at = path) => (await from.call("GET", at)).body.keys;
    const response = await api.call("GET", path);
    assertValidOAuthResponse(`GET ${path}`, response);
    const { consumer, b2b } = api.app.projects;
    expect(await keys(api, `/v1/public/${consumer.projectId}${path}`)).toEqual(response.body.keys);
    expect(await keys(api, `/v1/sessions/jwks/${consumer.projectId}`)).toEqual(response.body.keys);
    expect(await keys(api.as("b2b"))).not.toEqual(response.body.keys);
    expect(await keys(api, `/v1/public/${b2b.projectId}${path}`)).toEqual(
      await keys(api.as("b2b")),
    );
  });

  it("of an unknown project is 404", async () => {
    expect(
      await createApi().call("GET", "/v1/public/project-x/.well-known/jwks.json"),
    ).toMatchObject(refusal(404, "route_not_found"));
  });
});

it("a token obtained below /v1/public has the legacy issuer", async () => {
  const scene = await createScene("b2b");
  const { projectId } = scene.api.app.projects.b2b;
  // Whatever the port says, the path names the project.
  const api = scene.api.as("consumer");
  const call: typeof api.call = (method, path, ...rest) =>
    api.call(method, path.replace("/v1/", `/v1/public/${projectId}/`), ...rest);
  const { body } = await redeem({ ...scene, api: { ...api, call } }, await codeOf(scene));
  expect(claimsOf(String(body.access_token)).iss).toBe(`stytch.com/${projectId}`);
});

it("faults strike the discovery documents", async () => {
  const api = createApi();
  const route = "GET /.well-known/openid-configuration";
  await api.call("PUT", "/_emulator/faults", [{ route, status: 503 }]);
  expect((await api.call("GET", "/.well-known/openid-configuration")).status).toBe(503);
});

describe("PUT /_emulator/project", () => {
  it("is kept per project and goes back to the defaults for what it leaves out", async () => {
    const api = createApi();
    await api.call("PUT", "/_emulator/project", { dynamicClientRegistration: true });
    const defaults = {
      dynamicClientRegistration: false,
      customScopes: [],
      requireRedirectUri: "confidential",
    };
    expect((await api.as("b2b").call("GET", "/_emulator/project")).body).toEqual({
      projectId: api.app.projects.b2b.projectId,
      ...defaults,
    });
    const { body } = await api.call("PUT", "/_emulator/project", {});
    expect(body).toMatchObject(defaults);
  });

  it.each([
    { unknown: 1 },
    { authorizationEndpoint: "page" },
    { customScopes: [{ scope: "a b" }] },
    { requireRedirectUri: true },
    [],
  ])("refuses %j", async (body) => {
    expect((await createApi().call("PUT", "/_emulator/project", body)).status).toBe(400);
  });
});
