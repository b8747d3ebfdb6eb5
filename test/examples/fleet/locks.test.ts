import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { holdersIn, onceUnlocked } from "../../../examples/fleet/src/locks.ts";

/** No process of Linux has so high a number. */
const NO_PROCESS = 2 ** 22 + 1;

function lockedBy(host: string, pid: number): Error {
  return new Error(
    [
      "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
      `  postgres://****@127.0.0.1/states/.pulumi/locks/organization/stytch-fleet/clients-0003/9c.json?sslmode=disable: created by ci@${host} (pid ${pid}) at 2026-01-02T03:04:05Z`,
    ].join("\n"),
  );
}

/** Fails with these errors, one after the other, then succeeds. */
function failing(...errors: Error[]) {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error !== undefined) throw error;
    return "done";
  };
}

const contextOf = (unlockDead: boolean, waitMinutes: number) => {
  const said: string[] = [];
  const cancelled: string[] = [];
  const context = {
    stack: "clients-0003",
    options: { waitMinutes, unlockDead, pauseMs: 1 },
    stop: { isAsked: false },
    onWait: (text: string) => said.push(text),
    cancel: async (stack: string) => {
      cancelled.push(stack);
    },
  };
  return { context, said, cancelled };
};

describe("a stack that another run holds", () => {
  it("is waited for, and who holds it is said", async () => {
    const { context, said, cancelled } = contextOf(false, 1);
    const action = failing(lockedBy("runner-7", 42), lockedBy("runner-7", 42));
    expect(await onceUnlocked(action, context)).toBe("done");
    const waits = "clients-0003: waits for ci@runner-7 (process 42, since 2026-01-02T03:04:05Z)";
    expect(said).toEqual([waits, waits]);
    expect(cancelled).toEqual([]);
  });

  it("has a holder that is said once, though an error of the SDK has its text twice", async () => {
    const { context, said } = contextOf(false, 1);
    const { message } = lockedBy("runner-7", 42);
    await onceUnlocked(failing(new Error(`${message}\n${message}`)), context);
    expect(said).toEqual([
      "clients-0003: waits for ci@runner-7 (process 42, since 2026-01-02T03:04:05Z)",
    ]);
  });

  it("is given up when the time is over, with the holder and what to do", async () => {
    const { context } = contextOf(false, 0);
    await expect(onceUnlocked(failing(lockedBy("runner-7", 42)), context)).rejects.toThrow(
      "clients-0003 is held by ci@runner-7 (process 42, since 2026-01-02T03:04:05Z), for 0 minutes. " +
        "Run again when it has ended. If it was killed: pulumi cancel --yes --stack clients-0003",
    );
  });

  it("keeps its lock where its process may live, on another machine or this one", async () => {
    for (const error of [lockedBy("runner-7", NO_PROCESS), lockedBy(hostname(), process.pid)]) {
      const { context, cancelled } = contextOf(true, 0);
      await expect(onceUnlocked(failing(error), context)).rejects.toThrow(/is held by/);
      expect(cancelled).toEqual([]);
    }
  });

  it("loses the lock of an ended process of this machine, if that was allowed", async () => {
    const error = lockedBy(hostname(), NO_PROCESS);
    const refused = contextOf(false, 0);
    await expect(onceUnlocked(failing(error), refused.context)).rejects.toThrow("--unlock-dead");
    const { context, cancelled } = contextOf(true, 0);
    expect(await onceUnlocked(failing(error), context)).toBe("done");
    expect(cancelled).toEqual(["clients-0003"]);
  });

  it("is given up as any other where the backend keeps the lock of an ended process", async () => {
    const { context, cancelled } = contextOf(true, 0);
    const kept = async () => {
      throw lockedBy(hostname(), NO_PROCESS);
    };
    await expect(onceUnlocked(kept, context)).rejects.toThrow(/is held by/);
    expect(cancelled).toEqual(["clients-0003"]);
  });

  it("is not waited for by a run that was asked to stop", async () => {
    const { context } = contextOf(false, 1);
    const stopped = { ...context, stop: { isAsked: true } };
    await expect(onceUnlocked(failing(lockedBy("runner-7", 42)), stopped)).rejects.toThrow(
      /stopped/,
    );
  });

  it("stays closed for a run that was asked to stop while it waited", async () => {
    const { context } = contextOf(false, 1);
    const stop = { isAsked: false };
    const onWait = () => {
      stop.isAsked = true;
    };
    const waiting = onceUnlocked(failing(lockedBy("runner-7", 42)), { ...context, stop, onWait });
    await expect(waiting).rejects.toThrow(/stopped/);
  });

  it("is waited for as well where the backend stumbles over a lock that goes", async () => {
    const { context, said } = contextOf(false, 1);
    const error = new Error('could not list bucket: read "x": sql: no rows in result set');
    expect(await onceUnlocked(failing(error), context)).toBe("done");
    expect(said).toEqual(["clients-0003: waits for another run"]);
  });
});

it("what fails for another reason fails at once", async () => {
  const { context, said } = contextOf(true, 1);
  await expect(onceUnlocked(failing(new Error("401")), context)).rejects.toThrow("401");
  expect(said).toEqual([]);
});

it("every holder in a message is found", () => {
  const text = `${lockedBy("one", 1).message}\n${lockedBy("two", 2).message}`;
  expect(holdersIn(text).map(({ host, pid }) => [host, pid])).toEqual([
    ["one", 1],
    ["two", 2],
  ]);
});
