import { createLocalJWKSet, jwtVerify } from "jose";
import type { Misbehaviour } from "../../emulator/src/misbehaviours.ts";
import { readClient, type Vertical } from "./_api.ts";
import {
  authorize,
  claimsOf,
  codeOf,
  exchange,
  introspect,
  keySetSchema,
  REDIRECT,
  redeem,
  refresh,
  revoke,
  type Scene,
  tokensOf,
} from "./_oauth.ts";

/** Who plays, and what is looked at; the second value is what a right emulator shows. */
interface Case {
  /** Default: `consumer`. */
  vertical?: Vertical;
  client?: Record<string, unknown>;
  look: (scene: Scene) => Promise<unknown>;
  right: unknown;
  wrong: unknown;
}

const THIRD = { client_type: "third_party" };
const PUBLIC = { client_type: "first_party_public" };
const OFFLINE = { scopes: ["openid", "offline_access"] };

export const CASES: Record<Misbehaviour, Case> = {
  wrong_issuer: metadata("issuer", "http://emulator.test", "http://emulator.test/other"),
  token_endpoint_elsewhere: metadata(
    "token_endpoint",
    "http://emulator.test/v1/oauth2/token",
    "https://elsewhere.invalid/v1/oauth2/token",
  ),
  plain_pkce_advertised: metadata("code_challenge_methods_supported", ["S256"], ["S256", "plain"]),
  implicit_grant_advertised: metadata(
    "grant_types_supported",
    ["authorization_code", "refresh_token"],
    ["authorization_code", "refresh_token", "implicit"],
  ),
  near_miss_redirect_accepted: redirect([
    `${REDIRECT}/`,
    REDIRECT.toUpperCase().replace("HTTPS", "https"),
    REDIRECT.replace(".com", ".com:8443"),
    `${REDIRECT}?a=1`,
    REDIRECT.replace("app", "evil.app"),
  ]),
  any_redirect_accepted: redirect(["https://evil.example/"]),
  pkce_not_required: {
    client: PUBLIC,
    look: async (scene) => (await authorize(scene, { code_challenge: undefined })).status,
    right: 400,
    wrong: 200,
  },
  code_verifier_not_checked: redeeming({ code_verifier: undefined }, 400),
  client_secret_not_checked: redeeming({ client_secret: "wrong" }, 400),
  code_replay_accepted: {
    look: async (scene) => {
      const code = await codeOf(scene);
      return [(await redeem(scene, code)).status, (await redeem(scene, code)).status];
    },
    right: [200, 400],
    wrong: [200, 200],
  },
  wrong_access_token_lifetime: claim(({ exp, iat }) => Number(exp) - Number(iat), 3600, 7200),
  wrong_access_token_audience: claim(
    ({ aud }) => aud,
    ["project-test-00000000-0000-4000-8000-00000000c001"],
    ["project-test-99999999-9999-4999-8999-999999999999"],
  ),
  custom_audience_missing: {
    ...claim(({ aud }) => Object(aud).length, 2, 1),
    client: { access_token_custom_audience: "https://api" },
  },
  template_claims_missing: {
    ...claim(({ tier }) => tier, "gold", undefined),
    client: { access_token_template_content: '{"tier": "gold"}' },
  },
  wrong_access_token_issuer: claim(
    ({ iss }) => iss,
    "http://emulator.test",
    "http://emulator.test/other",
  ),
  wrong_access_token_subject: claim(({ sub }, { person }) => sub === person.id, true, false),
  wrong_access_token_client: claim(
    ({ client_id }, { client }) => client_id === client.client_id,
    true,
    false,
  ),
  organization_claim_missing: {
    vertical: "b2b",
    ...claim((claims) => "https://stytch.com/organization" in claims, true, false),
  },
  wrong_id_token_issuer: idClaim(({ iss }) => iss === "http://emulator.test"),
  wrong_id_token_subject: idClaim(({ sub }, { person }) => sub === person.id),
  wrong_session_jwt_issuer: sessionJwt(
    ({ iss }) => iss,
    "http://emulator.test",
    "http://emulator.test/other",
  ),
  wrong_session_jwt_audience: sessionJwt(
    ({ aud }) => aud,
    ["project-test-00000000-0000-4000-8000-00000000c001"],
    ["project-test-99999999-9999-4999-8999-999999999999"],
  ),
  access_token_bad_signature: {
    look: async (scene) => {
      const { access_token } = await tokensOf(scene);
      const { body } = await scene.api.call("GET", "/.well-known/jwks.json");
      const keys = createLocalJWKSet(keySetSchema.parse(body));
      return jwtVerify(access_token, keys).then(
        () => "verified",
        (error: { code: string }) => error.code,
      );
    },
    right: "verified",
    wrong: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  },
  nonce_missing: {
    look: async (scene) => claimsOf((await tokensOf(scene, { nonce: "n" })).id_token).nonce,
    right: "n",
    wrong: undefined,
  },
  wrong_id_token_audience: idClaim(({ aud }, { client }) => Object(aud)[0] === client.client_id),
  state_dropped: responding("state", "s", null),
  wrong_response_issuer: responding("iss", null, "https://elsewhere.invalid"),
  exchange_replay_accepted: {
    look: async (scene) => {
      const { access_token } = await tokensOf(scene);
      await exchange(scene, access_token);
      return (await exchange(scene, access_token)).status;
    },
    right: 404,
    wrong: 200,
  },
  exchange_for_third_party: {
    client: THIRD,
    look: async (scene) => (await exchange(scene, (await tokensOf(scene)).access_token)).status,
    right: 400,
    wrong: 200,
  },
  exchange_without_full_access: {
    look: async (scene) => {
      const { access_token } = await tokensOf(scene, { scopes: ["openid"] });
      return (await exchange(scene, access_token)).status;
    },
    right: 400,
    wrong: 200,
  },
  session_without_factor: session(
    ({ authentication_factors: factors }) =>
      Object(factors).some((one: object) => "oauth_access_token_exchange_factor" in one),
    true,
    false,
  ),
  wrong_session_duration: session(
    ({ started_at, expires_at }) =>
      (Date.parse(String(expires_at)) - Date.parse(String(started_at))) / 60_000,
    60,
    120,
  ),
  session_claims_missing: session(({ custom_claims }) => custom_claims, { cart: 1 }, {}),
  session_dead: {
    look: async (scene) => {
      const { body } = await exchange(scene, (await tokensOf(scene)).access_token);
      const { session_token } = body;
      return (await scene.api.call("POST", "/v1/sessions/authenticate", { session_token })).status;
    },
    right: 200,
    wrong: 404,
  },
  introspection_says_active_after_revoke: {
    look: async (scene) => {
      const { access_token } = await tokensOf(scene);
      await revoke(scene, access_token);
      return (await introspect(scene, access_token)).body.active;
    },
    right: false,
    wrong: true,
  },
  introspection_inactive: {
    look: async (scene) =>
      (await introspect(scene, (await tokensOf(scene)).access_token)).body.active,
    right: true,
    wrong: false,
  },
  refresh_not_rotated: {
    client: PUBLIC,
    look: async (scene) => {
      const { refresh_token } = await tokensOf(scene, OFFLINE);
      return "refresh_token" in (await refresh(scene, refresh_token)).body;
    },
    right: true,
    wrong: false,
  },
  refresh_reuse_accepted: {
    client: PUBLIC,
    look: async (scene) => {
      const { refresh_token } = await tokensOf(scene, OFFLINE);
      await refresh(scene, refresh_token);
      return (await refresh(scene, refresh_token)).status;
    },
    right: 400,
    wrong: 200,
  },
  consent_never_required: { ...consent(true, false), client: THIRD },
  consent_always_required: consent(false, true),
  scope_not_grantable: {
    look: async (scene) => {
      const { body } = await authorize(scene, { scopes: ["openid"] }, "authorize/start");
      return Object(body.scope_results)[0].is_grantable;
    },
    right: true,
    wrong: false,
  },
  client_fields_differ: {
    client: { client_name: "Tool" },
    look: async ({ api, client }) => (await readClient(api, client.client_id)).client_name,
    right: "Tool",
    wrong: "Tool (other)",
  },
};

function metadata(field: string, right: unknown, wrong: unknown): Case {
  const path = "/.well-known/openid-configuration";
  return { look: async ({ api }) => (await api.call("GET", path)).body[field], right, wrong };
}

function redirect(uris: string[]): Case {
  const look = (scene: Scene) =>
    Promise.all(
      uris.map(async (redirect_uri) => (await authorize(scene, { redirect_uri })).status),
    );
  return { look, right: uris.map(() => 401), wrong: uris.map(() => 200) };
}

/** A parameter of the authorization response. */
function responding(name: string, right: string | null, wrong: string | null): Case {
  const query = async (scene: Scene) =>
    new URL(String((await authorize(scene, { state: "s" })).body.redirect_uri)).searchParams;
  return { look: async (scene) => (await query(scene)).get(name), right, wrong };
}

function redeeming(fields: Record<string, string | undefined>, right: number): Case {
  const look = async (scene: Scene) => (await redeem(scene, await codeOf(scene), fields)).status;
  return { look, right, wrong: 200 };
}

function claim(
  pick: (claims: Record<string, unknown>, scene: Scene) => unknown,
  right: unknown,
  wrong: unknown,
): Case {
  const look = async (scene: Scene) => pick(claimsOf((await tokensOf(scene)).access_token), scene);
  return { look, right, wrong };
}

function idClaim(isRight: (claims: Record<string, unknown>, scene: Scene) => boolean): Case {
  const look = async (scene: Scene) => isRight(claimsOf((await tokensOf(scene)).id_token), scene);
  return { look, right: true, wrong: false };
}

function session(
  pick: (session: Record<string, unknown>) => unknown,
  right: unknown,
  wrong: unknown,
): Case {
  const fields = { session_custom_claims: { cart: 1 } };
  const look = async (scene: Scene) => {
    const { access_token } = await tokensOf(scene);
    return pick(Object((await exchange(scene, access_token, fields)).body.session));
  };
  return { look, right, wrong };
}

function sessionJwt(
  pick: (claims: Record<string, unknown>) => unknown,
  right: unknown,
  wrong: unknown,
): Case {
  const look = async (scene: Scene) => {
    const { body } = await exchange(scene, (await tokensOf(scene)).access_token);
    return pick(claimsOf(String(body.session_jwt)));
  };
  return { look, right, wrong };
}

function consent(right: boolean, wrong: boolean): Case {
  const look = async (scene: Scene) => {
    const { body } = await authorize(scene, { scopes: ["email"] }, "authorize/start");
    return body.consent_required;
  };
  return { look, right, wrong };
}
