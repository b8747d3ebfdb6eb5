import { expect, test } from "vitest";
import type { ClientType } from "../../smoke/src/index.ts";
import { complaints, openScene, REDIRECT_URL, type Scene, smoke } from "./_harness.ts";

const BASE_CLAIMS = ["iss", "sub", "aud", "iat", "exp", "nbf", "client_id", "scope", "jti"];
const SCOPES = ["openid", "offline_access"];

/** What checks saw of the clients of the scenes, apart from those that do not apply. */
function expectedOf({ target }: Scene, clientType: ClientType): Record<string, unknown> {
  const { projectId, app } = target;
  const isPublic = clientType.endsWith("_public");
  const exchanges = clientType.startsWith("first_party");
  const scopes = exchanges ? [...SCOPES, "full_access"] : SCOPES;
  const { name: _name, clientId, clientSecret: _secret, ...declared } = app;
  return {
    credentials: { project: expect.any(String), vertical: "consumer" },
    "client-registered": { clientType, compared: Object.keys(declared) },
    discovery: { issuer: target.apiUrl, keys: 1 },
    subject: {
      source: "temporary",
      subjectId: expect.stringMatching(/^user-test-/),
      organizationId: null,
      leftovers: 0,
    },
    "authorize-start": { scopes, consentRequired: true },
    authorize: { redirectUrl: REDIRECT_URL },
    "authorize-wrong-redirect-refused": {
      refused: [
        ...["not registered", "slash at the end", "other case", "extra query"],
        ...["other port", "subdomain"],
      ],
    },
    ...(isPublic && {
      "authorize-without-pkce-refused": {
        refused: "400 pkce_required_for_idp_authorization_flow",
      },
    }),
    token: { scopes, expiresInSeconds: 1800 },
    "access-token-claims": {
      issuer: target.apiUrl,
      audience: [projectId, "https://api.example.com"],
      lifetimeSeconds: 1800,
      claims: expect.arrayContaining([...BASE_CLAIMS, "plan", "nested"]),
    },
    "id-token-claims": { audience: [clientId], lifetimeSeconds: 3600 },
    introspect: {
      accessTokenActive: true,
      refreshTokenActive: true,
      inventedTokenActive: false,
    },
    "token-wrong-verifier-refused": { refused: "400 invalid_grant" },
    ...(!isPublic && { "token-wrong-secret-refused": { refused: "400 invalid_client" } }),
    "code-replay-refused": { refused: "400 invalid_grant" },
    ...(exchanges
      ? {
          "session-exchange": { lifetimeSeconds: 300, claims: ["stytch_smoke"] },
          "session-exchange-replay-refused": {
            refused: "404 idp_access_token_could_not_be_exchanged",
          },
          "session-authenticate": { alive: true, afterRevoke: "404 session_not_found" },
        }
      : {
          "session-exchange-refused": {
            refused: "400 oauth_access_token_exchange_missing_full_access",
          },
        }),
    refresh: isPublic ? { rotated: true, reuse: "400 invalid_grant" } : { rotated: false },
    revoke: { refused: "400 invalid_grant" },
  };
}

test.for<ClientType>(["first_party", "first_party_public", "third_party"])(
  "each check of a %s client says what it saw",
  async (clientType) => {
    const scene = await openScene({ clientType });
    const report = await smoke(scene);
    expect(complaints(report)).toEqual([]);
    const passed = report.checks.filter(({ outcome }) => outcome === "passed");
    expect(Object.fromEntries(passed.map(({ id, evidence }) => [id, evidence]))).toEqual(
      expectedOf(scene, clientType),
    );
  },
);
