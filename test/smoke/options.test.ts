import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type SmokeOptions, type SmokeTarget, smokeTest } from "../../smoke/src/index.ts";
import { complaints, openScene, smoke } from "./_harness.ts";

const SECRET = "secret-test-that-no-one-may-see";
const LIVE = "project-live-00000000-0000-4000-8000-000000000001";

/** Nothing listens there: a request would end in another error. */
const target: SmokeTarget = {
  projectId: "project-test-00000000-0000-4000-8000-000000000001",
  secret: SECRET,
  apiUrl: "http://127.0.0.1:1",
  app: { clientId: "connected-app-test-1", clientType: "first_party_public" },
};

const options: SmokeOptions = { temporarySubject: true };

describe("smokeTest() refuses, before any request,", () => {
  const targets: [string, Partial<SmokeTarget>, RegExp][] = [
    [
      "a project id of another kind",
      { projectId: "project-x" },
      /projectId: is not project-live.* \(--project-id, STYTCH_PROJECT_ID\)/,
    ],
    [
      "an empty secret",
      { secret: "" },
      /secret: is empty; set it to one that the Stytch dashboard shows .*\(STYTCH_SECRET\)\.$/,
    ],
    ["an API address with a path", { apiUrl: "https://x.example/v1" }, /apiUrl: must be an origin/],
    [
      "http to another machine",
      { apiUrl: "http://x.example" },
      /apiUrl: may use http:\/\/ on this/,
    ],
    [
      "a domain that is not a URL",
      { projectDomain: "x.example" },
      /projectDomain: is not an absolute/,
    ],
    ["a domain without https://", { projectDomain: "x.example" }, /: write https:\/\/x\.example /],
    ["an API with a port alone", { apiUrl: "x.example:8443" }, /write https:\/\/x\.example:8443 /],
    ["this machine without http://", { apiUrl: "localhost:4000" }, /: write http:\/\/localhost:40/],
    ["a domain that begins with //", { projectDomain: "//x.example" }, /write https:\/\/x\.ex/],
    [
      "a domain that is not a host",
      { projectDomain: "x y" },
      /projectDomain: is not an absolute URL \(/,
    ],
    [
      "a masked secret",
      { secret: "[secret]" },
      /secret: is \[secret\],.* pulumi config get stytch:secret .*\(STYTCH_SECRET\)/,
    ],
    [
      "a masked client secret",
      { app: { clientId: "connected-app-test-1", clientSecret: "[secret]" } },
      /app\.clientSecret: is \[secret\],.* pulumi stack output --json --show-secrets/,
    ],
    ["credentials in a URL", { apiUrl: "https://a:b@x.example" }, /apiUrl: must not contain cred/],
    ["no client id", { app: { clientId: "" } }, /app\.clientId: is not a client id/],
    [
      "a confidential client without its secret",
      { app: { clientId: "connected-app-test-1", clientType: "third_party" } },
      /app\.clientSecret: is missing, and a third_party client has one/,
    ],
  ];
  test.for(targets)("%s", async ([_title, change, message]) => {
    const refused = smokeTest({ ...target, ...change }, options);
    await expect(refused).rejects.toMatchObject({
      name: "SmokeTargetError",
      code: "ERR_SMOKE_TARGET",
      message: expect.stringMatching(message),
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(SECRET) });
  });

  const wrong: [string, SmokeOptions, RegExp][] = [
    ["a session of 4 minutes", { sessionDurationMinutes: 4 }, /sessionDurationMinutes.*>=5/],
    ["a session of 527041 minutes", { sessionDurationMinutes: 527_041 }, /<=527040/],
    ["a session of 5.5 minutes", { sessionDurationMinutes: 5.5 }, /sessionDurationMinutes/],
    ["a reserved claim", { sessionCustomClaims: { sub: "me" } }, /sub is reserved/],
    ["the claim of the mark", { sessionCustomClaims: { stytch_smoke: 1 } }, /is reserved/],
    ["claims over 4 KB", { sessionCustomClaims: { a: "x".repeat(4096) } }, /at most 4032 bytes/],
    ["a claim that is not JSON", { sessionCustomClaims: { a: () => 1 } }, /sessionCustomClaims\.a/],
    ["no time at all", { timeoutMs: 0 }, /timeoutMs/],
    ["more than an hour", { timeoutMs: 3_600_001 }, /timeoutMs/],
    [
      "a masked session",
      { subject: { sessionToken: "[secret]" } },
      /subject\.sessionToken: is \[secret\].*\(STYTCH_SMOKE_SESSION_TOKEN\)/,
    ],
    [
      "an e-mail address without its password",
      { subject: { email: "a@b.c" } },
      /\(STYTCH_SMOKE_PASSWORD\)/,
    ],
    ["an e-mail address alone", { subject: { email: "a@example.com" } }, /go together/],
    [
      "no one to sign in as",
      { temporarySubject: false },
      /There is no one to sign in as\. Set STYTCH_SMOKE_SESSION_TOKEN .*STYTCH_SMOKE_EMAIL and STYTCH_SMOKE_PASSWORD.*STYTCH_SMOKE_OAUTH_TOKEN.*--temporary-subject/,
    ],
  ];
  test.for(wrong)("%s", async ([_title, change, message]) => {
    await expect(smokeTest(target, { ...options, ...change })).rejects.toMatchObject({
      code: "ERR_SMOKE_TARGET",
      message: expect.stringMatching(message),
    });
  });

  test("a temporary subject in a live project, unless that is allowed too", async () => {
    const live = { ...target, projectId: LIVE };
    await expect(smokeTest(live, options)).rejects.toMatchObject({
      code: "ERR_SMOKE_TARGET",
      message: expect.stringMatching(/live.*--allow-temporary-subject-on-live.*allowTemporary/),
    });
    const report = await smokeTest(live, { ...options, allowTemporarySubjectOnLive: true });
    expect(complaints(report)).toEqual([expect.stringMatching(/^credentials: .*ECONNREFUSED/)]);
  });

  test("a run without any check", async () => {
    const none = smokeTest(target, { only: ["credentials"], skip: ["credentials"] });
    await expect(none).rejects.toMatchObject({ message: expect.stringMatching(/leave no check/) });
  });
});

describe("smokeTest()", () => {
  test("needs no subject for checks that need none", async () => {
    const scene = await openScene();
    const report = await smoke(scene, { temporarySubject: false, only: ["discovery"] });
    expect(report.outcome).toBe("passed");
    expect(report.checks.map(({ id }) => id)).toEqual([
      ...["credentials", "client-registered", "discovery"],
    ]);
  });

  test("finds out the vertical and the type of the client", async () => {
    for (const vertical of ["consumer", "b2b"] as const) {
      const scene = await openScene({ vertical, clientType: "third_party_public" });
      const { clientId } = scene.target.app;
      const { vertical: _vertical, ...rest } = scene.target;
      const report = await smoke({ ...scene, target: { ...rest, app: { clientId } } });
      expect(complaints(report)).toEqual([]);
      expect(report.project.vertical).toBe(vertical);
      expect(report.app.clientType).toBe("third_party_public");
    }
  });

  test("asks for a session with the lifetime and claims of the options", async () => {
    const scene = await openScene();
    const report = await smoke(scene, {
      sessionDurationMinutes: 527_040,
      sessionCustomClaims: { team: { name: "blue", size: 3 } },
    });
    expect(complaints(report)).toEqual([]);
    expect(report.checks.find(({ id }) => id === "session-exchange")?.evidence).toMatchObject({
      lifetimeSeconds: 527_040 * 60,
      claims: ["team", "stytch_smoke"],
    });
  });

  test("retries what a rate limit refused, after the wait that the server asks for", async () => {
    const scene = await openScene();
    const route = "POST /v1/passwords";
    await scene.control("PUT", "/faults", [{ route, status: 429, retryAfter: 2, times: 2 }]);
    const waits: number[] = [];
    const wait = async (ms: number) => {
      waits.push(ms);
    };
    expect(complaints(await smoke(scene, {}, { wait }))).toEqual([]);
    expect(waits).toEqual([2000, 2000]);
  });

  test("stops early where the client is not as declared", async () => {
    const scene = await openScene();
    const app = { ...scene.target.app, clientName: "Someone else" };
    const report = await smoke({ ...scene, target: { ...scene.target, app } });
    expect(complaints(report)).toEqual([expect.stringMatching(/^client-registered: .*clientName/)]);
    const stats = z.object({ total: z.number() }).parse(await scene.control("GET", "/stats"));
    // Whoami, and the client with two retries, since the project may not show it as it is yet.
    expect(stats.total).toBe(4);
  });
});
