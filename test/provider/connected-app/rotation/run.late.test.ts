import { expect, test } from "vitest";
import type { SecretOutputs } from "../../../../provider/src/connected-app/model.ts";
import { rotateSecret } from "../../../../provider/src/connected-app/rotation/run.ts";
import type { Clock } from "../../../../provider/src/lifecycle/lifecycle.ts";
import { STILL } from "../../_operations.ts";
import { type Failure, secretServer } from "./_secret-server.ts";

const ROTATING: SecretOutputs = {
  clientSecret: "secret-1",
  nextSecretVersion: "2",
  nextClientSecret: "secret-2",
};

/** A rotation to another next secret, whose first call, to cancel the running one, meets a failure. */
async function restart(failure: Failure, lateAfterCall?: number) {
  const server = secretServer();
  await server.api.startSecretRotation("connected-app-test-1");
  server.calls.length = 0;
  server.failures.set(1, failure);
  if (lateAfterCall !== undefined) {
    server.meanwhile.set(lateAfterCall, () => {
      server.next = "";
    });
  }
  const waits: number[] = [];
  const clock: Clock = { ...STILL, wait: async (ms) => waits.push(ms) };
  const project = { api: server.api, clock };
  const desired = { nextSecretVersion: "3" };
  const outcome = await rotateSecret(project, server.app(), ROTATING, desired);
  return { ...outcome, server, waits };
}

test("a cancellation that takes effect late is waited for, so that it revokes nothing made later", async () => {
  const { server, waits, problem, secrets } = await restart("is late before", 3);
  expect(problem).toBeUndefined();
  expect(server.calls).toEqual(["cancel", "get", "get", "get", "start"]);
  expect(waits).toEqual([500, 1000]);
  expect(secrets.nextClientSecret).toBe(server.next);
});

test("one that took effect at once is not waited for", async () => {
  const { server, waits } = await restart("is late after");
  expect(server.calls).toEqual(["cancel", "get", "start"]);
  expect(waits).toEqual([]);
});

test.each([
  ["breaks before", [500, 1000, 2000]],
  ["fails in the server before", [500]],
] as const)(
  "one that %s and does not take effect is sent again after %j ms",
  async (failure, expected) => {
    const { server, waits, problem } = await restart(failure);
    expect(problem).toBeUndefined();
    const looks = expected.map(() => "get");
    expect(server.calls).toEqual(["cancel", "get", ...looks, "cancel", "start"]);
    expect(waits).toEqual(expected);
  },
);
