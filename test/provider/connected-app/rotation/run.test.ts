import { describe, expect, test } from "vitest";
import { NOW_TEXT } from "../../_operations.ts";
import { expectHidden, failureOf } from "../../_secrets.ts";
import { FAILURES, type Failure, LOST, secretServer } from "./_secret-server.ts";
import {
  AT_REST,
  expectCurrentKept,
  expected,
  NAMES,
  ROTATING,
  rotate,
  STEPS,
  serverAt,
} from "./_steps.ts";

describe.each(NAMES)("%s", (step) => {
  const { known, desired, calls } = STEPS[step];

  test("undisturbed, makes its calls and ends as declared", async () => {
    const server = serverAt(known);
    const { secrets, problem } = await rotate(server, known, desired);
    expect(problem).toBeUndefined();
    expect(server.calls).toEqual(calls);
    expect(secrets).toEqual(expected(step, server));
    expect(server.next !== "").toBe("nextSecretVersion" in desired);
    const remains = step === "complete" || step === "cut" ? "secret-2" : "secret-1";
    expect(server.current).toBe(remains);
  });

  describe.each(calls.map((call, index) => [call, index + 1] as const))(
    "whose call of %s",
    (_call, n) => {
      const refusals = (Object.keys(FAILURES) as Failure[]).filter((name) => !LOST.includes(name));

      test.each(refusals)("%s, stops there with that error; the next run ends it", async (name) => {
        const server = serverAt(known);
        server.failures.set(n, name);
        const { secrets, problem } = await rotate(server, known, desired);
        expect(problem).toBe(FAILURES[name].error);
        expect(server.calls).toHaveLength(n);
        expectCurrentKept(server, secrets);
        expect(server.current).toBe("secret-1");

        const again = await rotate(server, secrets, desired);
        expect(again.problem).toBeUndefined();
        expect(again.secrets).toEqual(expected(step, server));
      });

      test.each(LOST)("%s, looks where the server stands and goes on from there", async (name) => {
        const server = serverAt(known);
        server.failures.set(n, name);
        const { secrets, problem } = await rotate(server, known, desired);
        expect(problem).toBeUndefined();
        expect(server.calls[n]).toBe("get");
        expect(secrets).toEqual(expected(step, server));
      });

      test.each(LOST)("%s, and then a read fails: the next run ends it", async (name) => {
        const server = serverAt(known);
        server.failures.set(n, name).set(n + 1, "fails in the server before");
        const { secrets, problem } = await rotate(server, known, desired);
        expect(problem).toMatchObject({ code: "ERR_STYTCH_API", status: 500 });
        expect(server.calls).toHaveLength(n + 1);
        expectCurrentKept(server, secrets);

        const again = await rotate(server, secrets, desired);
        expect(again.problem).toBeUndefined();
        expect(again.secrets).toEqual(expected(step, server));
      });

      test.each(LOST)("%s, and what this run knew is lost: the next run ends it", async (name) => {
        const server = serverAt(known);
        server.failures.set(n, name).set(n + 1, "breaks before");
        await rotate(server, known, desired);
        const { secrets, problem } = await rotate(server, known, desired);
        expect(problem).toBeUndefined();
        expect(secrets).toEqual(expected(step, server));
      });
    },
  );

  test("gives up when responses go on being lost, and says so", async () => {
    const server = serverAt(known);
    // Four looks are between them.
    for (const n of [1, 6, 11]) server.failures.set(n, "breaks before");
    const { secrets, problem } = await rotate(server, known, desired);
    expect(problem).toBe(FAILURES["breaks before"].error);
    expect(server.calls.filter((call) => call === "get")).toHaveLength(8);
    expect(server.calls).toHaveLength(11);
    expectCurrentKept(server, secrets);
    server.failures.clear();
    expect((await rotate(server, secrets, desired)).secrets).toEqual(expected(step, server));
  });

  test("does not swallow a bug", async () => {
    const server = serverAt(known);
    server.meanwhile.set(1, () => {
      throw new TypeError("bug");
    });
    expect(await failureOf(rotate(server, known, desired))).toBeInstanceOf(TypeError);
  });
});

test.each(LOST)(
  "a cancellation that %s, and then a read fails: going back to the version makes another secret",
  async (name) => {
    const server = serverAt(ROTATING);
    server.failures.set(1, name).set(2, "fails in the server before");
    const { secrets, problem } = await rotate(server, ROTATING, { nextSecretVersion: "3" });
    expect(problem).toMatchObject({ code: "ERR_STYTCH_API", status: 500 });
    const back = await rotate(server, secrets, { nextSecretVersion: "2" });
    expect(back.problem).toBeUndefined();
    expect(back.secrets).toMatchObject({
      nextSecretVersion: "2",
      nextClientSecret: server.next,
      clientSecret: server.current,
    });
    expect(server.next).not.toBe("secret-2");
  },
);

describe("someone else", () => {
  const START = { nextSecretVersion: "2" };

  test("who rotates is left alone as long as the program asks for nothing", async () => {
    const server = secretServer();
    server.next = "secret-9";
    const { secrets, problem } = await rotate(server, AT_REST, {});
    expect(problem).toBeUndefined();
    expect(server.calls).toEqual([]);
    expect(secrets).toEqual({ ...AT_REST, nextClientSecretLastFour: "et-9" });
  });

  test.each(["start", "cut"] as const)("who rotates is ousted by a %s", async (step) => {
    const server = secretServer();
    server.next = "secret-9";
    const { secrets } = await rotate(server, AT_REST, STEPS[step].desired);
    expect(server.calls).toEqual(["cancel", ...STEPS[step].calls]);
    expect(secrets).toEqual(expected(step, server));
  });

  test("who starts in between makes the start fail; the next run ousts them", async () => {
    const server = secretServer();
    server.failures.set(1, "breaks before");
    // After the last of four looks.
    server.meanwhile.set(5, () => {
      server.next = "secret-9";
    });
    const { secrets, problem } = await rotate(server, AT_REST, START);
    expect(problem).toMatchObject({ errorType: "connected_app_already_rotating_secret" });
    expect(secrets).toEqual(AT_REST);
    const again = await rotate(server, secrets, START);
    expect(again.problem).toBeUndefined();
    expect(again.secrets).toEqual(expected("start", server));
  });

  test("who goes on disturbing ends the run before it goes on for ever", async () => {
    const server = secretServer(Array.from({ length: 30 }, () => "always-et-1"));
    const { secrets, problem } = await rotate(server, { clientSecret: "always-et-1" }, START);
    expect(problem).toMatchObject({ code: "ERR_STYTCH_ROTATION" });
    expect(problem?.message).toContain("Run the command again");
    expect(server.calls).toHaveLength(8);
    expect(secrets.clientSecret).toBe(server.current);
  });

  test.each([
    ["cancelled ours", "secret-1", ""],
    ["cancelled ours and started theirs", "secret-1", "secret-9"],
    ["completed another", "secret-9", ""],
  ])(
    "who %s makes a completion impossible: nothing is called, and the remedy works",
    async (_title, current, next) => {
      const server = secretServer(["", "secret-3"]);
      Object.assign(server, { current, next });
      const { secrets, problem } = await rotate(server, ROTATING, { secretVersion: "2" });
      expect(problem).toMatchObject({ code: "ERR_STYTCH_ROTATION" });
      expect(problem?.message).toContain("Set secretVersion back");
      expectHidden(problem, "secret-1", "secret-2");
      expect(server.calls).toEqual([]);
      expect(secrets.clientSecret).toBe(current === "secret-1" ? current : undefined);

      const remedied = await rotate(server, secrets, START);
      expect(remedied.problem).toBeUndefined();
      expect(remedied.secrets).toMatchObject({ ...START, nextClientSecret: "secret-3" });
      expect(server).toMatchObject({ current, next: "secret-3" });
    },
  );

  test.each([
    ["is completed", { secretVersion: "2" }, []],
    ["is cancelled", {}, []],
    ["starts anew", { nextSecretVersion: "3" }, ["start"]],
  ])(
    "who completed ours is found when it %s: its secret is the current one",
    async (_title, desired, calls) => {
      const server = secretServer(["secret-2", "secret-3"]);
      const { secrets, problem } = await rotate(server, ROTATING, desired);
      expect(problem).toBeUndefined();
      expect(server.calls).toEqual(calls);
      expect(secrets).toMatchObject({ ...desired, clientSecret: "secret-2" });
      expect(secrets.nextClientSecret ?? "").toBe(server.next);
    },
  );

  test("who completed ours and started theirs is left alone by the completion", async () => {
    const server = secretServer(["secret-2"]);
    server.next = "secret-9";
    const { secrets } = await rotate(server, ROTATING, { secretVersion: "2" });
    expect(server.calls).toEqual([]);
    expect(secrets).toMatchObject({ clientSecret: "secret-2", nextClientSecretLastFour: "et-9" });
    expect(secrets).not.toHaveProperty("nextClientSecret");
  });
});

describe("the last four characters", () => {
  test("that equal those of the current secret get the next one made anew", async () => {
    const server = secretServer(["secret-1", "other-et-1", "secret-3"]);
    const { secrets } = await rotate(server, AT_REST, { nextSecretVersion: "2" });
    expect(server.calls).toEqual(["start", "cancel", "start"]);
    expect(server.next).toBe("secret-3");
    expect(secrets).toEqual(expected("start", server));
  });

  // They alone tell of a rotation that another run began: a run that knows none begins anew.
  test.each(["start", "cut"] as const)("may be missing in every response to a %s", async (step) => {
    const server = secretServer(undefined, false);
    const { secrets, problem } = await rotate(server, AT_REST, STEPS[step].desired);
    expect(problem).toBeUndefined();
    expect(server.calls).toEqual(STEPS[step].calls);
    expect(secrets).toEqual(expected(step, server));
  });

  test("missing, and equal, do not hide that the next secret became the current one", async () => {
    const server = secretServer(["secret-1", "other-et-1"], false);
    const { secrets } = await rotate(server, AT_REST, { secretVersion: "2" });
    expect(server.current).toBe("other-et-1");
    expect(secrets.clientSecret).toBe("other-et-1");
  });
});

test("an adopted client gets a secret that is known by a start and a completion", async () => {
  const server = secretServer();
  const started = await rotate(
    server,
    { clientSecretLastFour: "et-1" },
    { nextSecretVersion: "2" },
  );
  expect(started.secrets).toEqual({
    nextSecretVersion: "2",
    clientSecretLastFour: "et-1",
    nextClientSecret: "secret-2",
    nextClientSecretLastFour: "et-2",
    secretRotationStartedAt: NOW_TEXT,
  });
  const { secrets } = await rotate(server, started.secrets, { secretVersion: "2" });
  expect(secrets).toEqual(expected("complete", server));
});
