import { describe, expect, test } from "vitest";
import type { CheckId, SmokeReport } from "../../smoke/src/index.ts";
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
    await scene.control("PUT", "/bends", ["template_claims_missing"]);
    const report = await smoke(scene, { only: ["id-token-claims"] });
    const reason = expect.stringMatching(/lacks claims of the template.*: tier\.$/);
    expect(resultOf(report, "id-token-claims")).toMatchObject({ reason, advice: ADVICE });
  });
});

describe("token", () => {
  test("fails where the secret of a confidential client is not given", async () => {
    const { target, ...scene } = await openScene();
    // Without its type the client is known to be confidential only once it is looked up.
    const app = { ...target.app, clientType: undefined, clientSecret: undefined };
    const report = await smoke({ ...scene, target: { ...target, app } }, { only: ["token"] });
    const reason = "The client is confidential, and its secret is not given.";
    expect(resultOf(report, "token")).toMatchObject({ outcome: "failed", reason, advice: ADVICE });
  });
});

describe("subject", () => {
  test("fails where the organization of a member is not given", async () => {
    const scene = await openScene({ vertical: "b2b" });
    const subject = { email: "ada@example.com", password: "correct horse battery" };
    const report = await smoke(scene, { temporarySubject: false, subject, only: ["subject"] });
    const reason = "The project is B2B, and the organization of the member is not given.";
    expect(resultOf(report, "subject")).toMatchObject({
      outcome: "failed",
      reason,
      advice: ADVICE,
    });
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

  test("fails where the access token is of another subject", async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const scene = await tamper(await openScene(), (passing) => {
      if (!isToken(passing) || !refreshed(passing)) return;
      passing.body.access_token = `${part({ alg: "RS256" })}.${part({ sub: "user-test-other" })}.x`;
    });
    const report = await smoke(scene, { only: ["refresh"] });
    const reason = "The refreshed token is of another subject.";
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
      reason: `The access token lives 1800 s (expires_in ${seconds}), not 1800 s.`,
    });
  });

  test("shows what it saw", async () => {
    const scene = await openScene();
    const report = await smoke(scene, { only: ["access-token-claims"] });
    expect(resultOf(report, "access-token-claims")?.evidence).toEqual({
      issuer: scene.url,
      audience: [scene.target.projectId, "https://api.example.com"],
      lifetimeSeconds: 1800,
      claims: expect.arrayContaining(["plan", "nested", "iss", "sub", "aud", "client_id"]),
    });
  });
});

test("no check is silent where it passes", async () => {
  const { checks } = await smoke(await openScene());
  const silent = checks.filter(
    ({ outcome, evidence }) => outcome === "passed" && Object.keys(evidence).length === 0,
  );
  expect(silent).toEqual([]);
});
