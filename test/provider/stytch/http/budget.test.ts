import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type Budget,
  createBudget,
  type Ticket,
} from "../../../../provider/src/stytch/http/budget.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function newBudget(maxPerSecond = Number.POSITIVE_INFINITY, maxConcurrent = 10): Budget {
  return createBudget({
    maxConcurrent,
    maxPerSecond,
    now: Date.now,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        setTimeout(resolve, ms);
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
  });
}

/** A server that accepts so many requests in each second by the clock, as Stytch does. */
function limitedServer(limit: number, latencyMs: number) {
  let window = -1;
  let used = 0;
  const seen = { requests: 0, refused: 0, mostAtOnce: 0, open: 0, starts: [] as number[] };
  const request = async () => {
    seen.requests += 1;
    seen.open += 1;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.open);
    seen.starts.push(Date.now());
    await after(latencyMs / 2);
    const current = Math.floor(Date.now() / 1000);
    if (current !== window) used = 0;
    window = current;
    used += 1;
    const ok = used <= limit;
    if (!ok) seen.refused += 1;
    await after(latencyMs / 2);
    seen.open -= 1;
    return ok;
  };
  return { seen, request };
}

/** Makes a call until the server accepts it. */
async function call(budget: Budget, request: () => Promise<boolean>, retryAfterMs = 1000) {
  const order = budget.nextOrder();
  for (;;) {
    const done = await budget.run({ order, signal: undefined }, async (ticket) => {
      const ok = await request();
      if (ok) ticket.accepted();
      else ticket.refused(retryAfterMs);
      return ok;
    });
    if (done) return;
    await after(retryAfterMs);
  }
}

const accepted = async (ticket: Ticket) => {
  await after(10);
  ticket.accepted();
};

/** The server's seconds begin at other times than this process does. */
const STARTS_MS = [0, 130, 260, 330, 400, 500, 540, 700, 800, 960];
const CONDITIONS = [2, 20, 80, 300].flatMap((latencyMs) =>
  STARTS_MS.map((startMs) => ({ latencyMs, startMs })),
);

describe("300 calls at a limit of 10 a second", () => {
  test.each([
    ["that the configuration names", 10, 1000, 0],
    ["that is not configured, with Retry-After", Number.POSITIVE_INFINITY, 1000, 15],
    ["that is not configured, without Retry-After", Number.POSITIVE_INFINITY, 400, 15],
  ])("%s", async (_name, maxPerSecond, retryAfterMs, mostWasted) => {
    for (const { latencyMs, startMs } of CONDITIONS) {
      vi.setSystemTime(1_700_000_000_000 + startMs);
      const budget = newBudget(maxPerSecond);
      const { seen, request } = limitedServer(10, latencyMs);
      const from = Date.now();
      const calls = Array.from({ length: 300 }, () => call(budget, request, retryAfterMs));
      const all = Promise.all(calls);
      await vi.advanceTimersByTimeAsync(60_000);
      await all;
      expect(seen.requests - 300).toBeLessThanOrEqual(mostWasted);
      expect((seen.starts.at(-1) ?? 0) - from).toBeLessThan(45_000);
    }
  });
});

test("starts are spread evenly", async () => {
  const budget = newBudget(10);
  const { seen, request } = limitedServer(1000, 10);
  const calls = Promise.all(Array.from({ length: 50 }, () => call(budget, request)));
  await vi.advanceTimersByTimeAsync(10_000);
  await calls;
  const gaps = seen.starts.slice(1).map((at, n) => at - (seen.starts[n] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(80);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(105);
});

test("places open once the server has accepted more than a strict limit does, up to the bound", async () => {
  const budget = newBudget(Number.POSITIVE_INFINITY, 9);
  const { seen, request } = limitedServer(1000, 10);
  const calls = Promise.all(Array.from({ length: 100 }, () => call(budget, request)));
  await vi.advanceTimersByTimeAsync(35);
  expect(seen).toMatchObject({ requests: 24, mostAtOnce: 6 });
  await vi.advanceTimersByTimeAsync(1000);
  await calls;
  expect(seen.mostAtOnce).toBe(9);
});

test("one place is one at a time", async () => {
  const budget = newBudget(Number.POSITIVE_INFINITY, 1);
  const { seen, request } = limitedServer(1000, 10);
  const calls = Promise.all(Array.from({ length: 20 }, () => call(budget, request)));
  await vi.advanceTimersByTimeAsync(1000);
  await calls;
  expect(seen.mostAtOnce).toBe(1);
});

describe("after a 429", () => {
  test("no request starts during the pause, one probes after it, and its success lets the rest follow", async () => {
    const budget = newBudget();
    const starts: number[] = [];
    const turn = (attempt: (ticket: Ticket) => Promise<void>) =>
      budget.run({ order: budget.nextOrder(), signal: undefined }, (ticket) => {
        starts.push(Date.now());
        return attempt(ticket);
      });
    const from = Date.now();
    await turn(async (ticket) => ticket.refused(2000));
    const others = Promise.all([1, 2, 3].map(() => turn(accepted)));
    await vi.advanceTimersByTimeAsync(1999);
    expect(starts).toEqual([from]);
    await vi.advanceTimersByTimeAsync(1);
    expect(starts).toEqual([from, from + 2000]);
    await vi.advanceTimersByTimeAsync(10);
    expect(starts).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(10);
    await others;
  });

  test("a success that was on its way before says nothing of the time after", async () => {
    const budget = newBudget();
    const run = (attempt: (ticket: Ticket) => Promise<void>) =>
      budget.run({ order: budget.nextOrder(), signal: undefined }, attempt);
    const early = run(accepted);
    await run(async (ticket) => ticket.refused(0));
    await vi.advanceTimersByTimeAsync(10);
    await early;
    const { seen, request } = limitedServer(1000, 10);
    const calls = Promise.all([1, 2, 3].map(() => call(budget, request)));
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.open).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    await calls;
  });
});

test("a retry goes before calls that came later", async () => {
  const budget = newBudget(Number.POSITIVE_INFINITY, 1);
  const served: string[] = [];
  const turn = (name: string, order: number) =>
    budget.run({ order, signal: undefined }, async (ticket) => {
      served.push(name);
      await accepted(ticket);
    });
  const [first, second, third] = [budget.nextOrder(), budget.nextOrder(), budget.nextOrder()];
  const all = Promise.all([turn("first", first), turn("second", second), turn("third", third)]);
  await vi.advanceTimersByTimeAsync(1);
  const again = turn("first again", first);
  await vi.advanceTimersByTimeAsync(100);
  await Promise.all([all, again]);
  expect(served).toEqual(["first", "second", "first again", "third"]);
});

describe("a signal", () => {
  test.each([
    ["in the queue", 2],
    ["at the head of it", 1],
  ])("ends a wait %s, and the attempt is never made", async (_name, place) => {
    const budget = newBudget(1, 1);
    const controller = new AbortController();
    const attempts: number[] = [];
    const turns = [0, 1, 2].map((n) =>
      budget
        .run(
          { order: budget.nextOrder(), signal: n === place ? controller.signal : undefined },
          async (ticket) => {
            attempts.push(n);
            await accepted(ticket);
          },
        )
        .then(
          () => "done",
          (reason) => reason,
        ),
    );
    await vi.advanceTimersByTimeAsync(500);
    controller.abort("stop");
    expect(await turns[place]).toBe("stop");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await Promise.all(turns)).toContain("done");
    expect(attempts).toEqual([0, 1, 2].filter((n) => n !== place));
  });

  test("leaves an attempt that was made to its own end", async () => {
    const budget = newBudget();
    const controller = new AbortController();
    const running = budget.run(
      { order: budget.nextOrder(), signal: controller.signal },
      async (ticket) => {
        await accepted(ticket);
        return "response";
      },
    );
    await vi.advanceTimersByTimeAsync(1);
    controller.abort("stop");
    await vi.advanceTimersByTimeAsync(100);
    expect(await running).toBe("response");
  });
});

test("an attempt that fails gives its place back", async () => {
  const budget = newBudget(Number.POSITIVE_INFINITY, 1);
  const failing = budget.run({ order: budget.nextOrder(), signal: undefined }, async () => {
    throw new Error("broken");
  });
  await expect(failing).rejects.toThrow("broken");
  const next = budget.run({ order: budget.nextOrder(), signal: undefined }, async () => "next");
  expect(await next).toBe("next");
});
