import { describe, expect, test } from "vitest";
import { z } from "zod";
import { CHECKS, type CheckId, type SmokeOptions } from "../../smoke/src/index.ts";
import { complaints, openScene, type Scene, smoke } from "./_harness.ts";
import { makePerson, socialLogin } from "./_people.ts";

const statsSchema = z.object({ requests: z.record(z.string(), z.number()) });

const requestsOf = async (scene: Scene) =>
  statsSchema.parse(await scene.control("GET", "/stats")).requests;

/** A run that does not really wait. */
async function run(scene: Scene, options: SmokeOptions = {}) {
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
  };
  return { report: await smoke(scene, options, { wait }), waits };
}

describe("smokeTest() never sends twice what works once", () => {
  test.for(["drop", "status"])("but starts a login again w/ %s", async (kind) => {
    const scene = await openScene();
    const fault = kind === "drop" ? { drop: "after" } : { status: 500 };
    await scene.control("PUT", "/faults", [{ route: "POST /v1/oauth2/token", ...fault }]);
    const { report } = await run(scene, { only: ["token"] });
    expect(complaints(report)).toEqual([]);
    expect(await requestsOf(scene)).toMatchObject({
      "POST /v1/oauth2/token": 2,
      "POST /v1/idp/oauth/authorize": 2,
    });
  });

  test("and leaves a social login inconclusive whose response was lost", async () => {
    const scene = await openScene();
    const subject = await socialLogin(scene, await makePerson(scene));
    const route = "POST /v1/oauth/authenticate";
    await scene.control("PUT", "/faults", [{ route, drop: "after" }]);
    await scene.control("POST", "/stats/reset");
    const { report, waits } = await run(scene, { subject, temporarySubject: false });
    expect(report.outcome).toBe("inconclusive");
    expect(complaints(report)).toEqual([
      expect.stringMatching(/^subject: .*\| Sign in again .*STYTCH_SMOKE_OAUTH_TOKEN/),
    ]);
    expect((await requestsOf(scene))[route]).toBe(1);
    expect(waits).toEqual([]);
  });
});

/** Checks that use up what they need, a response of theirs that gets lost, and what they ask once. */
const LOSSES: {
  check: CheckId;
  fault: { route: string; after?: number; drop?: "after"; body?: "malformed" };
  counted: string;
}[] = [
  {
    check: "token",
    fault: { route: "POST /v1/oauth2/token", drop: "after" },
    counted: "POST /v1/idp/oauth/authorize",
  },
  {
    check: "session-exchange",
    fault: { route: "POST /v1/sessions/exchange_access_token", drop: "after" },
    counted: "POST /v1/oauth2/token",
  },
  {
    check: "session-exchange-replay-refused",
    fault: { route: "POST /v1/sessions/exchange_access_token", after: 1, drop: "after" },
    counted: "POST /v1/oauth2/token",
  },
  {
    check: "session-authenticate",
    fault: { route: "POST /v1/sessions/authenticate", after: 1, body: "malformed" },
    counted: "POST /v1/sessions/exchange_access_token",
  },
  {
    check: "refresh",
    fault: { route: "POST /v1/oauth2/token", after: 1, drop: "after" },
    counted: "POST /v1/idp/oauth/authorize",
  },
];

describe("smokeTest() obtains again what a lost response may have used up", () => {
  test.for(LOSSES)("in $check", async ({ check, fault, counted }) => {
    const scene = await openScene({ clientType: "first_party_public" });
    await scene.control("PUT", "/faults", [fault]);
    expect(complaints((await run(scene, { only: [check] })).report)).toEqual([]);
    expect((await requestsOf(scene))[counted]).toBe(2);
  });

  test.for(LOSSES)("and nothing where none is lost in $check", async (loss) => {
    const { check, counted } = loss;
    const scene = await openScene({ clientType: "first_party_public" });
    expect(complaints((await run(scene, { only: [check] })).report)).toEqual([]);
    expect((await requestsOf(scene))[counted]).toBe(1);
  });
});

describe("smokeTest() w/ retries", () => {
  const route = "GET /v1/debug/whoami";

  test.for([0, 1, 2, 5])("%d sends a request that often again", async (retries) => {
    const scene = await openScene();
    await scene.control("PUT", "/faults", [{ route, status: 503, times: "always" }]);
    const { report, waits } = await run(scene, { retries });
    expect(report.outcome).toBe("inconclusive");
    expect((await requestsOf(scene))[route]).toBe(retries + 1);
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000].slice(0, retries));
  });

  test("tries a flow no more often than that, however many requests it has", async () => {
    const scene = await openScene();
    const authorize = "POST /v1/idp/oauth/authorize";
    await scene.control("PUT", "/faults", [{ route: authorize, status: 500, times: "always" }]);
    const { report } = await run(scene, { only: ["token"], retries: 2 });
    expect(report.outcome).toBe("inconclusive");
    expect((await requestsOf(scene))[authorize]).toBe(3);
  });

  test.for<[string, number | string, number[]]>([
    ["seconds", 7, [7000, 7000]],
    ["a date that is over", "Sun, 06 Nov 1994 08:49:37 GMT", [0, 0]],
    ["more seconds than anyone waits", 31, []],
  ])("obeys Retry-After w/ %s", async ([_title, retryAfter, expected]) => {
    const scene = await openScene();
    await scene.control("PUT", "/faults", [{ route, status: 503, retryAfter, times: "always" }]);
    const { report, waits } = await run(scene);
    expect(waits).toEqual(expected);
    expect(report.outcome).toBe("inconclusive");
  });

  test("obeys it between flows too", async () => {
    const scene = await openScene();
    const fault = { route: "POST /v1/oauth2/token", status: 503, retryAfter: 9 };
    await scene.control("PUT", "/faults", [fault]);
    const { report, waits } = await run(scene, { only: ["token"] });
    expect(complaints(report)).toEqual([]);
    expect(waits).toEqual([9000]);
  });

  test("says nothing of a client where no server is, and names host and port", async () => {
    const scene = await openScene();
    await scene.emulator.close();
    const { port } = new URL(scene.url);
    const { report } = await run(scene);
    const needy = CHECKS.filter(({ needs }) => needs.length > 0).map(({ id }): CheckId => id);
    expect(complaints(report)).toEqual([
      expect.stringContaining(
        `credentials: GET /v1/debug/whoami: could not connect to 127.0.0.1:${port} (ECONNREFUSED)`,
      ),
    ]);
    for (const id of needy) {
      const check = report.checks.find((one) => one.id === id);
      expect(check?.outcome, id).toBe("skipped");
    }
    expect(report.checks.find(({ id }) => id === "revoke")?.reason).toBe(
      "needs credentials, which was inconclusive",
    );
  });
});
