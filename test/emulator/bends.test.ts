import { createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { BENDS, type Bend } from "../../emulator/src/bends.ts";
import { createApi, readClient } from "./_api.ts";
import {
  authorize,
  bend,
  claimsOf,
  codeOf,
  createScene,
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
  client?: Record<string, unknown>;
  look: (scene: Scene) => Promise<unknown>;
  right: unknown;
  bent: unknown;
}

const THIRD = { client_type: "third_party" };
const PUBLIC = { client_type: "first_party_public" };
const OFFLINE = { scopes: ["openid", "offline_access"] };

const CASES: Record<Bend, Case> = {
  wrong_issuer: metadata("issuer", "http://emulator.test", "http://emulator.test/other"),
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
    bent: 200,
  },
  code_verifier_not_checked: redeeming({ code_verifier: undefined }, 400),
  client_secret_not_checked: redeeming({ client_secret: "wrong" }, 401),
  code_replay_accepted: {
    look: async (scene) => {
      const code = await codeOf(scene);
      return [(await redeem(scene, code)).status, (await redeem(scene, code)).status];
    },
    right: [200, 400],
    bent: [200, 200],
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
    bent: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  },
  nonce_missing: {
    look: async (scene) => claimsOf((await tokensOf(scene, { nonce: "n" })).id_token).nonce,
    right: "n",
    bent: undefined,
  },
  wrong_id_token_audience: {
    look: async (scene) => {
      const { aud } = claimsOf((await tokensOf(scene)).id_token);
      return Object(aud)[0] === scene.client.client_id;
    },
    right: true,
    bent: false,
  },
  state_dropped: {
    look: async (scene) => {
      const { body } = await authorize(scene, { state: "s" });
      return new URL(String(body.redirect_uri)).searchParams.get("state");
    },
    right: "s",
    bent: null,
  },
  exchange_replay_accepted: {
    look: async (scene) => {
      const { access_token } = await tokensOf(scene);
      await exchange(scene, access_token);
      return (await exchange(scene, access_token)).status;
    },
    right: 404,
    bent: 200,
  },
  exchange_for_third_party: {
    client: THIRD,
    look: async (scene) => (await exchange(scene, (await tokensOf(scene)).access_token)).status,
    right: 400,
    bent: 200,
  },
  exchange_without_full_access: {
    look: async (scene) => {
      const { access_token } = await tokensOf(scene, { scopes: ["openid"] });
      return (await exchange(scene, access_token)).status;
    },
    right: 400,
    bent: 200,
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
    bent: 404,
  },
  introspection_says_active_after_revoke: {
    look: async (scene) => {
      const { access_token } = await tokensOf(scene);
      await revoke(scene, access_token);
      return (await introspect(scene, access_token)).body.active;
    },
    right: false,
    bent: true,
  },
  introspection_inactive: {
    look: async (scene) =>
      (await introspect(scene, (await tokensOf(scene)).access_token)).body.active,
    right: true,
    bent: false,
  },
  refresh_not_rotated: {
    client: PUBLIC,
    look: async (scene) => {
      const { refresh_token } = await tokensOf(scene, OFFLINE);
      return "refresh_token" in (await refresh(scene, refresh_token)).body;
    },
    right: true,
    bent: false,
  },
  refresh_reuse_accepted: {
    client: PUBLIC,
    look: async (scene) => {
      const { refresh_token } = await tokensOf(scene, OFFLINE);
      await refresh(scene, refresh_token);
      return (await refresh(scene, refresh_token)).status;
    },
    right: 400,
    bent: 200,
  },
  consent_never_required: { ...consent(true, false), client: THIRD },
  consent_always_required: consent(false, true),
  scope_not_grantable: {
    look: async (scene) => {
      const { body } = await authorize(scene, { scopes: ["openid"] }, "authorize/start");
      return Object(body.scope_results)[0].is_grantable;
    },
    right: true,
    bent: false,
  },
  client_fields_differ: {
    client: { client_name: "Tool" },
    look: async ({ api, client }) => (await readClient(api, client.client_id)).client_name,
    right: "Tool",
    bent: "Tool (bent)",
  },
};

describe.each(Object.entries(CASES))("%s", (name, { client, look, right, bent }) => {
  it("bends one thing", async () => {
    const scene = await createScene("consumer", client);
    expect(await look(scene)).toEqual(right);
    await bend(scene, name);
    expect(await look(scene)).toEqual(bent);
    await bend(scene);
    expect(await look(scene)).toEqual(right);
  });
});

describe("PUT /_emulator/bends", () => {
  it("answers what is on; GET tells what there is", async () => {
    const api = createApi();
    const put = await api.call("PUT", "/_emulator/bends", { bends: ["wrong_issuer"] });
    expect(put.body).toEqual({ bends: ["wrong_issuer"] });
    const get = await api.call("GET", "/_emulator/bends");
    expect(get.body).toEqual({ bends: ["wrong_issuer"], known: BENDS });
  });

  it.each([[["straight"]], [{ bends: "wrong_issuer" }], [{}], ["wrong_issuer"]])(
    "refuses %j",
    async (body) => {
      expect((await createApi().call("PUT", "/_emulator/bends", body)).status).toBe(400);
    },
  );

  it("ends with a reset", async () => {
    const api = createApi();
    await api.call("PUT", "/_emulator/bends", ["wrong_issuer"]);
    await api.call("POST", "/_emulator/reset");
    expect((await api.call("GET", "/_emulator/bends")).body.bends).toEqual([]);
  });
});

it("no bend is on by default", async () => {
  expect((await createApi().call("GET", "/_emulator/bends")).body.bends).toEqual([]);
});

function metadata(field: string, right: unknown, bent: unknown): Case {
  const path = "/.well-known/openid-configuration";
  return { look: async ({ api }) => (await api.call("GET", path)).body[field], right, bent };
}

function redirect(uris: string[]): Case {
  const look = (scene: Scene) =>
    Promise.all(
      uris.map(async (redirect_uri) => (await authorize(scene, { redirect_uri })).status),
    );
  return { look, right: uris.map(() => 401), bent: uris.map(() => 200) };
}

function redeeming(fields: Record<string, string | undefined>, right: number): Case {
  const look = async (scene: Scene) => (await redeem(scene, await codeOf(scene), fields)).status;
  return { look, right, bent: 200 };
}

function claim(
  pick: (claims: Record<string, unknown>) => unknown,
  right: unknown,
  bent: unknown,
): Case {
  const look = async (scene: Scene) => pick(claimsOf((await tokensOf(scene)).access_token));
  return { look, right, bent };
}

function session(
  pick: (session: Record<string, unknown>) => unknown,
  right: unknown,
  bent: unknown,
): Case {
  const fields = { session_custom_claims: { cart: 1 } };
  const look = async (scene: Scene) => {
    const { access_token } = await tokensOf(scene);
    return pick(Object((await exchange(scene, access_token, fields)).body.session));
  };
  return { look, right, bent };
}

function consent(right: boolean, bent: boolean): Case {
  const look = async (scene: Scene) => {
    const { body } = await authorize(scene, { scopes: ["email"] }, "authorize/start");
    return body.consent_required;
  };
  return { look, right, bent };
}
