import { describe, expect, test } from "vitest";
import { CHECKS, type CheckId, type ClientType, type SmokeReport } from "../../smoke/src/index.ts";
import { complaints, failuresOf, openScene, type Scene, smoke } from "./_harness.ts";

/** One way in which the server is wrong, and which check has to see it. */
interface Case {
  readonly misbehaviour: string;
  readonly check: CheckId;
  readonly clientType?: ClientType;
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Part of the reason. */
  readonly reason: RegExp;
}

const noFullAccess = { full_access_allowed: false };

const CASES: readonly Case[] = [
  { misbehaviour: "client_fields_differ", check: "client-registered", reason: /clientName/ },
  { misbehaviour: "wrong_issuer", check: "discovery", reason: /issuer/ },
  {
    misbehaviour: "token_endpoint_elsewhere",
    check: "discovery",
    reason: /elsewhere than at .*: token_endpoint.*elsewhere\.invalid/,
  },
  { misbehaviour: "plain_pkce_advertised", check: "discovery", reason: /PKCE method plain/ },
  { misbehaviour: "implicit_grant_advertised", check: "discovery", reason: /implicit|token/ },
  { misbehaviour: "scope_not_grantable", check: "authorize-start", reason: /cannot be granted/ },
  {
    misbehaviour: "consent_never_required",
    check: "authorize-start",
    clientType: "third_party",
    reason: /not asked for consent/,
  },
  {
    misbehaviour: "consent_always_required",
    check: "authorize-start",
    fields: { bypass_consent_for_offline_access: true },
    reason: /may bypass/,
  },
  { misbehaviour: "state_dropped", check: "authorize", reason: /state/ },
  {
    misbehaviour: "wrong_response_issuer",
    check: "authorize",
    reason: /issuer https:\/\/elsewhere\.invalid/,
  },
  {
    misbehaviour: "near_miss_redirect_accepted",
    check: "authorize-wrong-redirect-refused",
    reason: /: slash at the end, other case, extra query, other port, subdomain \(request_id /,
  },
  {
    misbehaviour: "any_redirect_accepted",
    check: "authorize-wrong-redirect-refused",
    reason: /: not registered, slash at the end/,
  },
  {
    misbehaviour: "pkce_not_required",
    check: "authorize-without-pkce-refused",
    clientType: "first_party_public",
    reason: /without PKCE was accepted/,
  },
  { misbehaviour: "wrong_access_token_issuer", check: "access-token-claims", reason: /issuer/ },
  {
    misbehaviour: "wrong_access_token_audience",
    check: "access-token-claims",
    reason: /not meant for/,
  },
  {
    misbehaviour: "wrong_access_token_lifetime",
    check: "access-token-claims",
    reason: /lives 5400 s/,
  },
  {
    misbehaviour: "custom_audience_missing",
    check: "access-token-claims",
    reason: /api\.example\.com/,
  },
  { misbehaviour: "template_claims_missing", check: "access-token-claims", reason: /plan, nested/ },
  { misbehaviour: "access_token_bad_signature", check: "access-token-claims", reason: /signature/ },
  { misbehaviour: "nonce_missing", check: "id-token-claims", reason: /nonce/ },
  { misbehaviour: "wrong_id_token_audience", check: "id-token-claims", reason: /meant for/ },
  { misbehaviour: "introspection_inactive", check: "introspect", reason: /inactive/ },
  {
    misbehaviour: "code_verifier_not_checked",
    check: "token-wrong-verifier-refused",
    clientType: "third_party_public",
    reason: /wrong PKCE verifier was accepted/,
  },
  {
    misbehaviour: "client_secret_not_checked",
    check: "token-wrong-secret-refused",
    reason: /wrong client secret was accepted/,
  },
  { misbehaviour: "code_replay_accepted", check: "code-replay-refused", reason: /was accepted/ },
  {
    misbehaviour: "wrong_session_duration",
    check: "session-exchange",
    reason: /lives 600 s, not 300 s/,
  },
  { misbehaviour: "session_claims_missing", check: "session-exchange", reason: /stytch_smoke/ },
  { misbehaviour: "session_without_factor", check: "session-exchange", reason: /factor/ },
  {
    misbehaviour: "exchange_replay_accepted",
    check: "session-exchange-replay-refused",
    reason: /was accepted/,
  },
  { misbehaviour: "session_dead", check: "session-authenticate", reason: /dead right after/ },
  {
    misbehaviour: "exchange_for_third_party",
    check: "session-exchange-refused",
    clientType: "third_party",
    reason: /full.access/,
  },
  {
    misbehaviour: "exchange_without_full_access",
    check: "session-exchange-refused",
    fields: noFullAccess,
    reason: /full.access/,
  },
  {
    misbehaviour: "refresh_not_rotated",
    check: "refresh",
    clientType: "first_party_public",
    reason: /not replaced/,
  },
  {
    misbehaviour: "refresh_reuse_accepted",
    check: "refresh",
    clientType: "third_party_public",
    reason: /was accepted/,
  },
  {
    misbehaviour: "introspection_says_active_after_revoke",
    check: "revoke",
    reason: /refresh and access token active/,
  },
];

const VERTICALS = ["consumer", "b2b"] as const;
const both = CASES.flatMap((one) => VERTICALS.map((vertical) => ({ ...one, vertical })));

describe("smokeTest() w/ a misbehaving server", () => {
  test.for(both)("$misbehaviour fails $check ($vertical)", async (one) => {
    const scene = await openScene(one);
    await scene.control("PUT", "/misbehaviours", [one.misbehaviour]);
    const report = await smoke(scene);
    expectOnly(report, one.check, one.reason);
  });
});

/** Ways that other checks see too. */
const CLAIMS: readonly Case[] = [
  {
    misbehaviour: "wrong_access_token_subject",
    check: "access-token-claims",
    reason: /another subject/,
  },
  {
    misbehaviour: "wrong_access_token_client",
    check: "access-token-claims",
    reason: /subject or client/,
  },
  { misbehaviour: "wrong_id_token_issuer", check: "id-token-claims", reason: /names the issuer/ },
  {
    misbehaviour: "wrong_id_token_subject",
    check: "id-token-claims",
    reason: /of another subject/,
  },
  {
    misbehaviour: "wrong_session_jwt_issuer",
    check: "session-exchange",
    reason: /JWT is from .*other for/,
  },
  {
    misbehaviour: "wrong_session_jwt_audience",
    check: "session-exchange",
    reason: /for project-test-9/,
  },
];
const claims = [
  ...CLAIMS.flatMap((one) => VERTICALS.map((vertical) => ({ ...one, vertical }))),
  {
    misbehaviour: "organization_claim_missing",
    check: "access-token-claims",
    vertical: "b2b",
    reason: /lacks the claim https:\/\/stytch\.com\/organization/,
  } as const,
];

describe("smokeTest() w/ wrong claims", () => {
  test.for(claims)("$misbehaviour fails $check ($vertical)", async (one) => {
    const scene = await openScene(one);
    await scene.control("PUT", "/misbehaviours", [one.misbehaviour]);
    const { checks } = await smoke(scene, { only: [one.check] });
    expect(checks.find(({ id }) => id === one.check)).toMatchObject({
      outcome: "failed",
      reason: expect.stringMatching(one.reason),
      advice: expect.stringMatching(/^[A-Z][^\n]{20,}\.$/),
    });
  });
});

describe("smokeTest() w/ another failure", () => {
  test("a wrong project secret fails credentials", async () => {
    const scene = await openScene();
    const report = await smoke({ ...scene, target: { ...scene.target, secret: "wrong-secret" } });
    expectOnly(report, "credentials", /401 unauthorized_credentials/);
  });

  test("a deleted client fails client-registered", async () => {
    const scene = await openScene();
    await scene.api("DELETE", `/v1/connected_apps/clients/${scene.target.app.clientId}`);
    expectOnly(await smoke(scene), "client-registered", /connected_app_not_found/);
  });

  test("a session that is over fails subject", async () => {
    const scene = await openScene({ vertical: "b2b" });
    const sessionToken = Buffer.alloc(32, 7).toString("base64url");
    expectOnly(await smoke(scene, { subject: { sessionToken } }), "subject", /40[04] \w*session/);
  });

  test("a broken token endpoint leaves token inconclusive", async () => {
    const scene = await openScene();
    const fault = { route: "POST /v1/oauth2/token", status: 500, times: "always" };
    await scene.control("PUT", "/faults", [fault]);
    expectOnly(await smoke(scene), "token", /500/, "inconclusive");
  });

  test("a secret that was rotated away fails token", async () => {
    const scene = await openScene();
    const app = { ...scene.target.app, clientSecret: "a-secret-of-yesterday" };
    const report = await smoke(withApp(scene, app));
    expectOnly(report, "token", /invalid_client/);
  });

  test("a project of the other kind fails subject", async () => {
    const scene = await openScene({ vertical: "b2b" });
    const report = await smoke({ ...scene, target: { ...scene.target, vertical: "consumer" } });
    expectOnly(report, "subject", /invalid_consumer_endpoint/);
  });
});

function withApp(scene: Scene, app: Scene["target"]["app"]): Scene {
  return { ...scene, target: { ...scene.target, app } };
}

/** Exactly one check fails, with sentences; what is skipped is so for a good reason. */
function expectOnly(
  report: SmokeReport,
  id: CheckId,
  reason: RegExp,
  outcome: "failed" | "inconclusive" = "failed",
): void {
  expect(complaints(report)).toHaveLength(1);
  const [failure] = failuresOf(report);
  expect(failure).toMatchObject({ id, outcome, reason: expect.stringMatching(reason) });
  expect(failure?.advice).toMatch(/^[A-Z][^\n]{20,}\.$/);
  expect(report.outcome).toBe(outcome);
  expect(report.cleanup.notDone).toEqual([]);
  const dependents = dependentsOf(id);
  for (const check of report.checks.filter(({ outcome }) => outcome === "skipped")) {
    const expected = dependents.has(check.id) ? /^needs [\w-]+, which|client/ : /client/;
    expect(check.reason, check.id).toMatch(expected);
  }
}

function dependentsOf(id: CheckId): Set<CheckId> {
  const found = new Set([id]);
  for (const check of CHECKS) {
    if (check.needs.some((need) => found.has(need))) found.add(check.id);
  }
  return found;
}
