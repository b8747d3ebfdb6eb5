import { describe, expect, test } from "vitest";
import type { SmokeProgress } from "../../smoke/src/index.ts";
import { complaints, type Scene, smoke } from "./_harness.ts";
import { makePerson, type Person, SUBJECTS, socialLogin } from "./_people.ts";
import { watchScene } from "./_state.ts";

const VERTICALS = ["consumer", "b2b"] as const;

const givenCases = VERTICALS.flatMap((vertical) =>
  Object.entries(SUBJECTS).map(([kind, subjectOf]) => ({ vertical, kind, subjectOf })),
);

describe("smokeTest() cleans up", () => {
  test.for(VERTICALS)("after success w/ a temporary subject (%s)", async (vertical) => {
    const scene = await watchScene({ vertical });
    const before = scene.livingThings();
    const report = await smoke(scene);
    expect(complaints(report)).toEqual([]);
    expect(scene.livingThings()).toEqual(before);
    expect(report.cleanup.done.join()).toContain("temporary");
  });

  test.for(givenCases)("after success w/ $kind ($vertical)", async ({ vertical, subjectOf }) => {
    const scene = await watchScene({ vertical });
    const person = await makePerson(scene);
    const before = scene.livingThings();
    const report = await smoke(scene, { subject: subjectOf(person), temporarySubject: false });
    expect(complaints(report)).toEqual([]);
    expect(report.cleanup.notDone).toEqual([]);
    expect(scene.livingThings()).toEqual(before);
    expect(report.requests).toBeLessThanOrEqual(60);
  });

  test.for(VERTICALS)("after success w/ a social login (%s)", async (vertical) => {
    const scene = await watchScene({ vertical });
    const subject = await socialLogin(scene, await makePerson(scene));
    const before = scene.livingThings();
    const report = await smoke(scene, { subject });
    expect(complaints(report)).toEqual([]);
    expect(report.cleanup.notDone).toEqual([]);
    expect(scene.livingThings()).toEqual(before);
  });

  test("and says so where the session of a social login was lost", async () => {
    const scene = await watchScene();
    const subject = await socialLogin(scene, await makePerson(scene));
    await scene.control("PUT", "/faults", [
      { route: "POST /v1/oauth/authenticate", drop: "after" },
    ]);
    const report = await smoke(scene, { subject });
    expect(report.cleanup.notDone).toMatchObject([
      {
        what: "session whose response was lost",
        reason: expect.stringMatching(/expires in 5 min/),
      },
    ]);
  });

  test("and leaves a consent alone that was there before", async () => {
    const scene = await watchScene({ clientType: "third_party" });
    const person = await makePerson(scene);
    await consent(scene, person);
    const before = scene.livingThings();
    expect(before.consents).toHaveLength(1);
    const report = await smoke(scene, { subject: { sessionToken: person.sessionToken } });
    expect(complaints(report)).toEqual([]);
    expect(report.cleanup.left).toEqual(["the consent that the subject had given before"]);
    expect(scene.livingThings()).toEqual(before);
  });

  test.for([
    "exchange_replay_accepted",
    "session_claims_missing",
    "code_replay_accepted",
    "refresh_reuse_accepted",
    "any_redirect_accepted",
    "state_dropped",
  ])("after a failure w/ %s", async (misbehaviour) => {
    for (const vertical of VERTICALS) {
      const clientType =
        misbehaviour === "refresh_reuse_accepted" ? "first_party_public" : "first_party";
      const scene = await watchScene({ vertical, clientType });
      const { sessionToken } = await makePerson(scene);
      const before = scene.livingThings();
      await scene.control("PUT", "/misbehaviours", [misbehaviour]);
      const report = await smoke(scene, { subject: { sessionToken } });
      expect(complaints(report)).toHaveLength(1);
      expect(scene.livingThings()).toEqual(before);
    }
  });

  test.for([
    ["consumer", "POST /v1/passwords"],
    ["b2b", "POST /v1/b2b/organizations"],
    ["b2b", "POST /v1/b2b/passwords/authenticate"],
    ["consumer", "POST /v1/idp/oauth/authorize"],
    ["b2b", "POST /v1/b2b/sessions/exchange_access_token"],
    ["consumer", "POST /v1/oauth2/token"],
  ] as const)("when the response of the %s server to %s is lost", async ([vertical, route]) => {
    for (const temporarySubject of [true, false]) {
      const scene = await watchScene({ vertical });
      const person = await makePerson(scene);
      const before = scene.livingThings();
      await scene.control("PUT", "/faults", [{ route, drop: "after" }]);
      const subject = temporarySubject ? {} : SUBJECTS.password(person);
      const report = await smoke(scene, { subject, retries: 0 });
      // Some routes are only for making someone.
      if (temporarySubject) expect(complaints(report)).toHaveLength(1);
      expect(report.cleanup.notDone).toEqual([]);
      expect(scene.livingThings()).toEqual(before);
    }
  });

  test("when the caller's display throws", async () => {
    const scene = await watchScene();
    const before = scene.livingThings();
    const onProgress = (progress: SmokeProgress) => {
      if (
        progress.type === "cleaning" ||
        (progress.type === "started" && progress.id === "refresh")
      )
        throw new Error("no room");
    };
    await expect(smoke(scene, { onProgress })).rejects.toThrow("no room");
    expect(scene.livingThings()).toEqual(before);
  });

  test("when the time is over", async () => {
    const scene = await watchScene({ vertical: "b2b" });
    const before = scene.livingThings();
    const route = "POST /v1/b2b/idp/oauth/authorize/start";
    await scene.control("PUT", "/faults", [{ route, latencyMs: 600_000 }]);
    const report = await smoke(scene, { timeoutMs: 1000 });
    expect(report).toMatchObject({
      outcome: "inconclusive",
      stopped: "the time limit of 1 s was reached",
      cleanup: { notDone: [] },
    });
    expect(complaints(report)).toEqual([
      expect.stringMatching(
        /^authorize-start: the time limit of 1 s was reached \| .*longer time limit/,
      ),
    ]);
    expect(scene.livingThings()).toEqual(before);
  });

  test("and says which tokens it lost, where consent has to stay", async () => {
    const scene = await watchScene({ clientType: "third_party" });
    const person = await makePerson(scene);
    await consent(scene, person);
    await scene.control("PUT", "/faults", [{ route: "POST /v1/oauth2/token", drop: "after" }]);
    const report = await smoke(scene, { subject: { sessionToken: person.sessionToken } });
    expect(report.cleanup.notDone).toMatchObject([{ what: "tokens whose response was lost" }]);
  });

  test("as far as it can, and says what it could not", async () => {
    const scene = await watchScene();
    const fault = { route: "DELETE /v1/users/{user_id}", status: 500, times: "always" };
    await scene.control("PUT", "/faults", [fault]);
    const report = await smoke(scene);
    expect(report.outcome).toBe("passed");
    expect(report.cleanup.notDone).toEqual([
      {
        what: expect.stringMatching(/^temporary user stytch-smoke\+/),
        reason: expect.stringMatching(/500 internal_server_error/),
      },
    ]);
  });

  test("within its own time limit", async () => {
    const scene = await watchScene();
    const fault = { route: "DELETE /v1/users/{user_id}", latencyMs: 600_000, times: "always" };
    await scene.control("PUT", "/faults", [fault]);
    const report = await smoke(scene, { cleanupTimeoutMs: 200 });
    expect(report.outcome).toBe("passed");
    expect(report.cleanup.notDone).toMatchObject([{ reason: expect.stringMatching(/0\.2 s/) }]);
  });
});

/** Lets someone agree to the client as an ordinary user would. */
async function consent({ api, target }: Scene, { sessionToken }: Person): Promise<void> {
  await api("POST", "/v1/idp/oauth/authorize", {
    client_id: target.app.clientId,
    redirect_uri: target.app.redirectUrls?.[0],
    response_type: "code",
    scopes: ["openid", "offline_access"],
    session_token: sessionToken,
    consent_granted: true,
  });
}
