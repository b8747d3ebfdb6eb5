import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type CheckId, renderReports, type SmokeReport } from "../../smoke/src/index.ts";
import { openScene, smoke } from "./_harness.ts";
import { noteRequestIds, tamper } from "./_wire.ts";

/** What servers, proxies and networks do that says nothing about a client. */
const TROUBLES = [
  { status: 429 },
  { status: 500 },
  { status: 503 },
  { drop: "before" },
  { drop: "after" },
  { body: "malformed" },
  { body: "truncated" },
] as const;

const noFullAccess = { full_access_allowed: false };

/** A negative check, and how many requests go to the route before the attack does. */
const ATTACKS: readonly {
  check: CheckId;
  route: string;
  after: number;
  publicClient?: true;
  fields?: Record<string, unknown>;
}[] = [
  { check: "authorize-wrong-redirect-refused", route: "POST /v1/idp/oauth/authorize", after: 0 },
  {
    check: "authorize-without-pkce-refused",
    route: "POST /v1/idp/oauth/authorize",
    after: 0,
    publicClient: true,
  },
  { check: "token-wrong-verifier-refused", route: "POST /v1/oauth2/token", after: 1 },
  { check: "token-wrong-secret-refused", route: "POST /v1/oauth2/token", after: 1 },
  { check: "code-replay-refused", route: "POST /v1/oauth2/token", after: 2 },
  {
    check: "session-exchange-replay-refused",
    route: "POST /v1/sessions/exchange_access_token",
    after: 1,
  },
  { check: "session-authenticate", route: "POST /v1/sessions/authenticate", after: 0 },
  { check: "session-authenticate", route: "POST /v1/sessions/authenticate", after: 1 },
  {
    check: "session-exchange-refused",
    route: "POST /v1/idp/oauth/authorize",
    after: 1,
    fields: noFullAccess,
  },
  {
    check: "session-exchange-refused",
    route: "POST /v1/sessions/exchange_access_token",
    after: 0,
    fields: noFullAccess,
  },
];

const cases = ATTACKS.flatMap((attack) => TROUBLES.map((trouble) => ({ attack, trouble })));

const outcomeOf = ({ checks }: SmokeReport, id: CheckId) =>
  checks.find((check) => check.id === id)?.outcome;

describe("smokeTest() takes trouble for neither a refusal nor an acceptance", () => {
  test.for(cases)("$trouble in $attack.check after $attack.after", async ({ attack, trouble }) => {
    const { check, route, after, publicClient, fields = {} } = attack;
    const clientType = publicClient ? "first_party_public" : "first_party";
    const scene = await openScene({ clientType, fields });
    await scene.control("PUT", "/faults", [{ route, after, times: "always", ...trouble }]);
    const report = await smoke(scene, { only: [check] }, { wait: async () => {} });
    expect(outcomeOf(report, check)).toBe("inconclusive");
    expect(report.outcome).toBe("inconclusive");
  });

  test("what was accepted before the trouble began stays a failure", async () => {
    const scene = await openScene();
    const route = "POST /v1/idp/oauth/authorize";
    await scene.control("PUT", "/bends", ["any_redirect_accepted"]);
    await scene.control("PUT", "/faults", [{ route, after: 1, times: "always", status: 500 }]);
    const report = await smoke(scene, { only: ["authorize-wrong-redirect-refused"] });
    expect(report.checks.at(-1)).toMatchObject({
      outcome: "failed",
      reason: expect.stringMatching(/not registered: not registered \(request_id \S+\)\.$/),
    });
  });
});

test("authorize-wrong-redirect-refused names no request_id where the server gives none", async () => {
  const bare = await openScene();
  await bare.control("PUT", "/bends", ["near_miss_redirect_accepted"]);
  const scene = await tamper(bare, ({ route, body }) => {
    if (route === "POST /v1/idp/oauth/authorize") delete body.request_id;
  });
  const report = await smoke(scene, { only: ["authorize-wrong-redirect-refused"] });
  expect(report.checks.at(-1)).toMatchObject({
    outcome: "failed",
    reason: expect.stringMatching(/: slash at the end, [\w, ]+, subdomain\.$/),
    evidence: {},
  });
});

describe("smokeTest() names the root cause", () => {
  test("of a check that was skipped for one that was skipped itself", async () => {
    const scene = await openScene();
    await scene.control("PUT", "/bends", ["wrong_issuer"]);
    const { checks } = await smoke(scene);
    for (const id of ["token", "introspect", "revoke"]) {
      expect(checks.find((check) => check.id === id)).toMatchObject({
        outcome: "skipped",
        reason: "needs discovery, which failed",
        cause: "discovery",
      });
    }
  });

  test("and a check that was left out", async () => {
    const { checks } = await smoke(await openScene(), { skip: ["introspect"] });
    expect(checks.find(({ id }) => id === "revoke")).toMatchObject({
      reason: "needs introspect, which was left out",
      cause: "introspect",
    });
  });
});

/** Attacks that a misbehaving server accepts. */
const ACCEPTED: readonly {
  bend: string;
  check: CheckId;
  publicClient?: true;
  fields?: Record<string, unknown>;
  route: string;
}[] = [
  {
    bend: "exchange_without_full_access",
    check: "session-exchange-refused",
    fields: noFullAccess,
    route: "/v1/sessions/exchange_access_token",
  },
  {
    bend: "near_miss_redirect_accepted",
    check: "authorize-wrong-redirect-refused",
    route: "/v1/idp/oauth/authorize",
  },
  {
    bend: "pkce_not_required",
    check: "authorize-without-pkce-refused",
    publicClient: true,
    route: "/v1/idp/oauth/authorize",
  },
  {
    bend: "client_secret_not_checked",
    check: "token-wrong-secret-refused",
    route: "/v1/oauth2/token",
  },
  {
    bend: "code_verifier_not_checked",
    check: "token-wrong-verifier-refused",
    route: "/v1/oauth2/token",
  },
  { bend: "code_replay_accepted", check: "code-replay-refused", route: "/v1/oauth2/token" },
  {
    bend: "exchange_replay_accepted",
    check: "session-exchange-replay-refused",
    route: "/v1/sessions/exchange_access_token",
  },
  {
    bend: "refresh_reuse_accepted",
    check: "refresh",
    publicClient: true,
    route: "/v1/oauth2/token",
  },
  {
    bend: "introspection_says_active_after_revoke",
    check: "revoke",
    route: "/v1/oauth2/introspect",
  },
];

describe("smokeTest() names the request_id of the response that accepted an attack", () => {
  test.for(ACCEPTED)("$bend", async ({ bend, check, publicClient, fields, route }) => {
    const bare = await openScene({
      clientType: publicClient ? "first_party_public" : "first_party",
      ...(fields && { fields }),
    });
    await bare.control("PUT", "/bends", [bend]);
    const { scene, requestIds } = await noteRequestIds(bare, route);
    const report = await smoke(scene, { only: [check] });
    const result = report.checks.find(({ id }) => id === check);
    const { requestId, requestIds: several } = result?.evidence ?? {};
    const found = z
      .array(z.string())
      .min(1)
      .parse(several ?? [requestId]);
    for (const id of found) expect(result?.reason).toContain(id);
    // The last of the route, which the attack went to.
    expect(requestIds.slice(-found.length)).toEqual(found);
    for (const format of ["pretty", "json", "junit", "github"] as const) {
      expect(renderReports(format, [report]), format).toContain(found[0]);
    }
  });
});
