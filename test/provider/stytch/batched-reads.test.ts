import { describe, expect, test, vi } from "vitest";
import type { ConnectedApp, StytchApi } from "../../../provider/src/stytch/api.ts";
import { batchedReads } from "../../../provider/src/stytch/batched-reads.ts";
import { StytchApiError } from "../../../provider/src/stytch/errors.ts";
import { GET, type Rig, SEARCH } from "../_emulator.ts";
import { makeApps, startRigWith } from "../_many-clients.ts";
import { failureOf } from "../_secrets.ts";

const BATCH = { batch: true };

const read = (api: StytchApi, ids: readonly string[]) =>
  Promise.all(ids.map((id) => api.getConnectedApp(id, BATCH)));

async function requestsOf(rig: Rig, action: () => Promise<unknown>) {
  const before = await rig.stats();
  await action();
  const after = await rig.stats();
  const count = (route: string) => (after.requests[route] ?? 0) - (before.requests[route] ?? 0);
  return { pages: count(SEARCH), gets: count(GET) };
}

/** A project of so many clients, and an API whose reads are batched; its clock stands still. */
async function project(count: number) {
  const { rig, ids } = await startRigWith(count);
  let time = 0;
  const api = batchedReads(rig.api, { clock: { monotonicMs: () => time, epochMs: () => 0 } });
  const pass = (ms: number) => {
    time += ms;
  };
  return { rig, ids, api, pass };
}

describe("calls", () => {
  test.each([
    ["1", 1, { pages: 0, gets: 1 }],
    ["2", 2, { pages: 1, gets: 0 }],
    ["1,000", 1000, { pages: 1, gets: 0 }],
    ["2,001", 2001, { pages: 3, gets: 0 }],
  ])("for %s reads at once of all clients", async (_name, count, expected) => {
    const { rig, ids, api } = await project(count);
    expect(await requestsOf(rig, () => read(api, ids))).toEqual(expected);
  });

  test("for reads in waves: a GET if the first comes alone, and one for each 1,000 clients", async () => {
    const { rig, ids, api } = await project(2500);
    const waves = [ids.slice(0, 1), ids.slice(1, 9), ids.slice(9, 25), ids.slice(25)];
    const reading = async () => {
      for (const wave of waves) await read(api, wave);
    };
    expect(await requestsOf(rig, reading)).toEqual({ pages: 3, gets: 1 });
  });

  test("for reads one after the other: a GET, then a page", async () => {
    const { rig, ids, api } = await project(5);
    const reading = async () => {
      for (const id of ids) await read(api, [id]);
    };
    expect(await requestsOf(rig, reading)).toEqual({ pages: 1, gets: 1 });
  });

  test("for the same client twice at once: one", async () => {
    const { rig, ids, api } = await project(1);
    const [id = ""] = ids;
    let apps: ConnectedApp[] = [];
    const reading = async () => {
      apps = await read(api, [id, id]);
    };
    expect(await requestsOf(rig, reading)).toEqual({ pages: 0, gets: 1 });
    expect(apps.map(({ clientId }) => clientId)).toEqual([id, id]);
  });

  test("for two clients of a large project: a page, and GETs for what is not on it", async () => {
    const { rig, ids, api } = await project(5500);
    const last = ids.slice(-2);
    expect(await requestsOf(rig, () => read(api, last))).toEqual({ pages: 1, gets: 2 });
  });

  test("for reads that come while a page is on its way: none", async () => {
    const { rig, ids } = await project(4);
    const api = batchedReads(rig.api, { wait: async () => {} });
    const reading = async () => {
      const first = read(api, ids.slice(0, 2));
      await new Promise(setImmediate);
      await Promise.all([first, read(api, ids.slice(2))]);
    };
    expect(await requestsOf(rig, reading)).toEqual({ pages: 1, gets: 0 });
  });

  test("for two clients of a large project wait for further reads, which make pages worth it", async () => {
    const { rig, ids } = await project(5500);
    const patience = Promise.withResolvers<void>();
    let waiting = false;
    const api = batchedReads(rig.api, {
      wait: async (ms) => {
        waiting ||= ms > 50;
        if (ms > 50) await patience.promise;
      },
    });
    const reading = async () => {
      const first = read(api, ids.slice(-2));
      await vi.waitFor(() => expect(waiting).toBe(true));
      await read(api, ids.slice(-3, -2));
      patience.resolve();
      await first;
    };
    expect(await requestsOf(rig, reading)).toEqual({ pages: 6, gets: 0 });
  });

  test("that do not ask for a batch, or can be cancelled, are GETs", async () => {
    const { rig, ids, api } = await project(3);
    const { signal } = new AbortController();
    const reading = async () => {
      await Promise.all(ids.map((id) => api.getConnectedApp(id)));
      await Promise.all(ids.map((id) => api.getConnectedApp(id, { batch: true, signal })));
    };
    expect(await requestsOf(rig, reading)).toEqual({ pages: 0, gets: 6 });
  });
});

describe("what was read", () => {
  test.each([
    ["update", (api: StytchApi, id: string) => api.updateConnectedApp(id, { clientName: "new" })],
    ["create", (api: StytchApi) => api.createConnectedApp({ clientType: "first_party" })],
    ["rotation", (api: StytchApi, id: string) => api.startSecretRotation(id)],
    [
      "delete of another",
      (api: StytchApi, _id: string, other: string) => api.deleteConnectedApp(other),
    ],
  ])("is forgotten after a %s by this process", async (_name, write) => {
    const { rig, ids, api } = await project(4);
    const [id = "", second = "", third = "", other = ""] = ids;
    await read(api, [id, second, third]);
    await write(api, id, other);
    await rig.api.updateConnectedApp(second, { clientName: "drift" });
    const [first, drifted] = await read(api, [id, second]);
    expect(first).toEqual(await rig.api.getConnectedApp(id));
    expect(drifted?.clientName).toBe("drift");
  });

  test.each(["cancelSecretRotation", "completeSecretRotation"] as const)(
    "is forgotten after %s by this process",
    async (step) => {
      const { rig, ids, api } = await project(3);
      const [id = ""] = ids;
      await rig.api.startSecretRotation(id);
      expect((await read(api, ids))[0]?.nextClientSecretLastFour).not.toBe("");
      await api[step](id);
      expect((await read(api, ids))[0]).toEqual(await rig.api.getConnectedApp(id));
    },
  );

  test("is forgotten even if the write failed", async () => {
    const { rig, ids, api } = await project(3);
    const [id = ""] = ids;
    await read(api, ids);
    await rig.setFaults({
      drop: "after",
      times: 1,
      route: "POST /v1/connected_apps/clients/{client_id}/secrets/rotate/start",
    });
    await failureOf(api.startSecretRotation(id));
    const [app] = await read(api, ids);
    expect(app?.nextClientSecretLastFour).not.toBe("");
  });

  test("while a write runs is not kept for after it", async () => {
    const { rig, ids, api } = await project(3);
    const [id = ""] = ids;
    const held: { release?: () => void } = {};
    const slow = batchedReads({
      ...rig.api,
      updateConnectedApp: async (...args) => {
        await new Promise<void>((resolve) => {
          held.release = resolve;
        });
        return rig.api.updateConnectedApp(...args);
      },
    });
    const writing = slow.updateConnectedApp(id, { clientName: "new" });
    await read(slow, ids);
    held.release?.();
    await writing;
    const [app] = await read(slow, ids);
    expect(app?.clientName).toBe("new");
    expect(api).not.toBe(slow);
  });

  test("serves reads for 5 s after the last one, and 5 minutes at most", async () => {
    const { rig, ids, api, pass } = await project(3);
    const again = () => requestsOf(rig, () => read(api, ids));
    expect(await again()).toEqual({ pages: 1, gets: 0 });
    for (let ms = 0; ms < 300_000; ms += 5000) {
      pass(5000);
      expect(await again()).toEqual({ pages: 0, gets: 0 });
    }
    pass(1);
    expect(await again()).toEqual({ pages: 1, gets: 0 });
    pass(5001);
    expect(await again()).toEqual({ pages: 1, gets: 0 });
  });
});

describe("a client that is on no page", () => {
  test("and has gone fails with connected_app_not_found, said by its GET", async () => {
    const { rig, ids, api } = await project(3);
    const [id = "", ...others] = ids;
    await rig.api.deleteConnectedApp(id);
    const { pages, gets } = await requestsOf(rig, async () => {
      const [gone] = await Promise.all([failureOf(read(api, [id])), read(api, others)]);
      expect(gone).toMatchObject({ status: 404, errorType: "connected_app_not_found" });
    });
    expect({ pages, gets }).toEqual({ pages: 1, gets: 1 });
  });

  test("and was made since is found by its GET", async () => {
    const { rig, ids, api } = await project(3);
    await read(api, ids);
    const [made = ""] = await makeApps(rig.api, 1);
    expect((await read(api, [made]))[0]?.clientId).toBe(made);
  });
});

describe("an error of the search", () => {
  const failing = async (fault: Record<string, unknown>) => {
    const { rig, ids, api } = await project(3);
    await rig.setFaults({ ...fault, route: SEARCH, times: "always" });
    const outcomes = await Promise.allSettled(ids.map((id) => api.getConnectedApp(id, BATCH)));
    return { rig, ids, api, outcomes, stats: await rig.stats() };
  };

  test.each([401, 500, 503])(
    "%i is the error of every read, and no GET is made",
    async (status) => {
      const { outcomes, stats } = await failing({ status });
      expect(outcomes).toHaveLength(3);
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({ status: "rejected", reason: { status } });
      }
      expect(stats.requests[GET]).toBeUndefined();
    },
  );

  test("429 is the error of every read too, once its retries are over", async () => {
    const { rig, ids } = await project(3);
    const place = { method: "POST", path: "/" };
    const refused = new StytchApiError(place, { status: 429 }, "");
    const api = batchedReads({ ...rig.api, searchConnectedApps: () => Promise.reject(refused) });
    const stats = await requestsOf(rig, async () => {
      const reads = ids.map((id) => api.getConnectedApp(id, BATCH));
      for (const outcome of await Promise.allSettled(reads)) {
        expect(outcome).toMatchObject({ status: "rejected", reason: { status: 429 } });
      }
    });
    expect(stats).toEqual({ pages: 0, gets: 0 });
  });

  test("that breaks every connection is the error of every read", async () => {
    const { outcomes, stats } = await failing({ drop: "before" });
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(stats.requests[GET]).toBeUndefined();
  });

  test("is not kept: the next reads search again", async () => {
    const { rig, ids, api } = await failing({ status: 500 });
    await rig.setFaults();
    expect(await requestsOf(rig, () => read(api, ids))).toEqual({ pages: 1, gets: 0 });
  });

  test.each([
    ["a refusal", { status: 400 }],
    ["a response that is not JSON", { body: "malformed" }],
  ])("that is %s gives way to GETs, for good", async (_name, fault) => {
    const { rig, ids, api, outcomes } = await failing(fault);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    const { pages, gets } = await requestsOf(rig, () => read(api, ids));
    expect({ pages, gets }).toEqual({ pages: 0, gets: 3 });
  });
});
