import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { CheckId, SmokeOptions, SmokeReport } from "../../smoke/src/index.ts";
import { forge } from "./_forge.ts";
import { openScene, smoke } from "./_harness.ts";
import { type Passing, tamper } from "./_wire.ts";

const ADVICE = expect.stringMatching(/^[A-Z][^\n]{20,}\.$/);

function resultOf({ checks }: SmokeReport, id: CheckId) {
  return checks.find((check) => check.id === id);
}

function isToken({ route, status }: Passing): boolean {
  return route === "POST /v1/oauth2/token" && status === 200;
}

describe("id-token-claims", () => {
  test("fails where claims of the template are missing, and names them", async () => {
    const scene = await openScene({ fields: { id_token_template_content: '{"tier": "gold"}' } });
    await scene.control("PUT", "/misbehaviours", ["template_claims_missing"]);
    const report = await smoke(scene, { only: ["id-token-claims"] });
    const reason = expect.stringMatching(/lacks claims of the template.*: tier\.$/);
    expect(resultOf(report, "id-token-claims")).toMatchObject({ reason, advice: ADVICE });
  });

  test("fails where a client library refuses what else is right", async () => {
    const scene = await forge(await openScene(), "id_token", (claims) => ({
      ...claims,
      aud: [String(claims.aud), "another-client"],
    }));
    const report = await smoke(scene, { only: ["id-token-claims"] });
    expect(resultOf(report, "id-token-claims")).toMatchObject({
      outcome: "failed",
      reason: expect.stringMatching(/^An OAuth client library rejects the ID token: .+\.$/),
      advice: ADVICE,
    });
  });
});

describe("token", () => {
  test("fails where the secret of a confidential client is not given", async () => {
    const { target, ...scene } = await openScene();
    // Without its type the client is known to be confidential only once it is looked up.
    const app = { ...target.app, clientType: undefined, clientSecret: undefined };
    const report = await smoke({ ...scene, target: { ...target, app } }, { only: ["token"] });
    const reason = "The client is confidential, but its secret is missing.";
    expect(resultOf(report, "token")).toMatchObject({ outcome: "failed", reason, advice: ADVICE });
  });
});

describe("subject", () => {
  test("fails where the organization of a member is not given", async () => {
    const scene = await openScene({ vertical: "b2b" });
    const subject = { email: "ada@example.com", password: "correct horse battery" };
    const report = await smoke(scene, { temporarySubject: false, subject, only: ["subject"] });
    const reason = "The project is B2B, but the organization of the member is missing.";
    expect(resultOf(report, "subject")).toMatchObject({
      outcome: "failed",
      reason,
      advice: ADVICE,
    });
  });
});

describe("a login as someone that is refused", () => {
  const cases: [string, SmokeOptions["subject"]][] = [
    ["password", { email: "unknown@example.com", password: "correct horse battery" }],
    ["social login", { oauthToken: Buffer.alloc(33, 7).toString("base64url") }],
  ];

  test.for(cases)(
    "fails subject, and leaves no session to revoke (%s)",
    async ([_kind, subject]) => {
      const report = await smoke(await openScene(), { temporarySubject: false, subject });
      expect(resultOf(report, "subject")).toMatchObject({
        outcome: "failed",
        advice: expect.not.stringMatching(/Sign in again/),
      });
      expect(report.cleanup).toEqual({ done: [], notDone: [], left: [] });
    },
  );
});

describe("session-exchange", () => {
  const EXCHANGE = "POST /v1/sessions/exchange_access_token";

  /** A server whose sessions end so many seconds after they are to. */
  const withDelay = async (seconds: number) =>
    tamper(await openScene(), ({ route, status, body }) => {
      if (route !== EXCHANGE || status !== 200) return;
      const session = z.looseObject({ started_at: z.string() }).parse(body.session);
      const expires = Date.parse(session.started_at) + (300 + seconds) * 1000;
      body.session = { ...session, expires_at: new Date(expires).toISOString() };
    });

  test.each([-10, 10])("takes a session that ends %i s late", async (seconds) => {
    const report = await smoke(await withDelay(seconds), { only: ["session-exchange"] });
    expect(resultOf(report, "session-exchange")).toMatchObject({ outcome: "passed" });
  });

  test.each([-11, 11])("does not take a session that ends %i s late", async (seconds) => {
    const report = await smoke(await withDelay(seconds), { only: ["session-exchange"] });
    const reason = `The session lasts ${300 + seconds} s, not 300 s.`;
    expect(resultOf(report, "session-exchange")).toMatchObject({ outcome: "failed", reason });
  });
});

describe("refresh", () => {
  const refreshed = ({ asked }: Passing) => asked.includes("grant_type=refresh_token");

  test("fails where the access token stays the same", async () => {
    let first: unknown;
    const scene = await tamper(await openScene(), (passing) => {
      if (!isToken(passing)) return;
      if (refreshed(passing)) passing.body.access_token = first;
      else first = passing.body.access_token;
    });
    const report = await smoke(scene, { only: ["refresh"] });
    const reason = "Refreshing gave the old access token.";
    expect(resultOf(report, "refresh")).toMatchObject({
      outcome: "failed",
      reason,
      advice: ADVICE,
    });
  });

  test("fails where the refresh token of a public client stays the same", async () => {
    const scene = await tamper(await openScene({ clientType: "third_party_public" }), (passing) => {
      if (!isToken(passing) || !refreshed(passing)) return;
      passing.body.refresh_token = new URLSearchParams(passing.asked).get("refresh_token");
    });
    const report = await smoke(scene, { only: ["refresh"] });
    expect(resultOf(report, "refresh")).toMatchObject({
      outcome: "failed",
      reason: "The refresh token of a public client was not replaced by a new one.",
    });
  });

  test("fails where the access token is of another subject", async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const scene = await tamper(await openScene(), (passing) => {
      if (!isToken(passing) || !refreshed(passing)) return;
      passing.body.access_token = `${part({ alg: "RS256" })}.${part({ sub: "user-test-other" })}.x`;
    });
    const report = await smoke(scene, { only: ["refresh"] });
    const reason = "The refreshed token belongs to another subject.";
    expect(resultOf(report, "refresh")).toMatchObject({
      outcome: "failed",
      reason,
      advice: ADVICE,
    });
  });
});

describe("access-token-claims", () => {
  const withExpiresIn = async (seconds: number) =>
    tamper(await openScene(), (passing) => {
      if (isToken(passing)) passing.body.expires_in = seconds;
    });

  test.each([1795, 1805])("takes expires_in %i for half an hour", async (seconds) => {
    const report = await smoke(await withExpiresIn(seconds), { only: ["access-token-claims"] });
    expect(resultOf(report, "access-token-claims")).toMatchObject({ outcome: "passed" });
  });

  test.each([1794, 1806])("does not take expires_in %i for half an hour", async (seconds) => {
    const report = await smoke(await withExpiresIn(seconds), { only: ["access-token-claims"] });
    expect(resultOf(report, "access-token-claims")).toMatchObject({
      outcome: "failed",
      reason: `The access token expires after 1800 s (expires_in ${seconds}), not after 1800 s.`,
    });
  });

  const withLifetime = async (seconds: number) =>
    forge(await openScene(), "access_token", (claims) => ({
      ...claims,
      exp: (claims.iat ?? 0) + seconds,
    }));

  test.each([1799, 1801])("takes a token that lives %i s for half an hour", async (seconds) => {
    const report = await smoke(await withLifetime(seconds), { only: ["access-token-claims"] });
    expect(resultOf(report, "access-token-claims")).toMatchObject({ outcome: "passed" });
  });

  test.each([1798, 1802])(
    "does not take a token that lives %i s for half an hour",
    async (seconds) => {
      const report = await smoke(await withLifetime(seconds), { only: ["access-token-claims"] });
      expect(resultOf(report, "access-token-claims")).toMatchObject({
        outcome: "failed",
        reason: `The access token expires after ${seconds} s (expires_in 1800), not after 1800 s.`,
      });
    },
  );

  test("expects the project alone where the client has no audience of its own", async () => {
    const scene = await openScene({ fields: { access_token_custom_audience: "" } });
    const report = await smoke(scene, { only: ["access-token-claims"] });
    expect(resultOf(report, "access-token-claims")).toMatchObject({
      outcome: "passed",
      evidence: { audience: [scene.target.projectId] },
    });
  });
});

describe("an attack", () => {
  test.for<CheckId>([
    "authorize-wrong-redirect-refused",
    "authorize-without-pkce-refused",
    "token-wrong-verifier-refused",
    "token-wrong-secret-refused",
    "code-replay-refused",
  ])("asks for openid alone, so that nothing but itself can be refused (%s)", async (check) => {
    const clientType = check.includes("pkce") ? "first_party_public" : "first_party";
    const asked: unknown[] = [];
    const scene = await tamper(await openScene({ clientType }), (passing) => {
      if (passing.route !== "POST /v1/idp/oauth/authorize") return;
      asked.push(JSON.parse(passing.asked).scopes);
    });
    await smoke(scene, { only: [check] });
    expect(asked.at(-1)).toEqual(["openid"]);
  });
});
