import { describe, expect, it } from "vitest";
import { HABITS, type HabitName } from "../../../emulator/src/habits/table.ts";
import { newMark } from "../../../emulator/src/probe/mark.ts";
import { QUESTIONS } from "../../../emulator/src/probe/questions/index.ts";
import type { ProbeOptions } from "../../../emulator/src/probe/run.ts";
import { type Probed, probed } from "./_probed.ts";

/** A few questions that make clients in every way; the others would only take time. */
const ASKED = new Set<HabitName>([
  "omitted_fields_on_update",
  "search_order",
  "old_secret_grace_seconds",
  "delete_of_missing_client",
  "registration_duplicates",
]);

const DEFAULTS = Object.fromEntries(
  QUESTIONS.map(({ habit }) => [habit, HABITS[habit].default] as const),
);

const known = Object.fromEntries(
  QUESTIONS.filter(({ habit }) => !ASKED.has(habit)).map(({ habit }) => [
    habit,
    HABITS[habit].default,
  ]),
);

/** What a process has that is killed once the request with the number has arrived: nothing of it goes on. */
function killedAt(server: Probed, requests: number): Partial<ProbeOptions> {
  let sent = 0;
  return {
    known,
    async fetch(input, init) {
      sent += 1;
      if (sent <= requests) {
        const response = await server.fetch(new Request(input, init));
        if (sent < requests) return response;
      }
      throw new TypeError("fetch failed");
    },
    clock: {
      now: server.clock.now,
      async wait(ms, signal) {
        if (sent >= requests) throw new Error("killed");
        await server.clock.wait(ms, signal);
      },
    },
  };
}

async function countRequests(): Promise<number> {
  const server = probed();
  await server.allowRegistration();
  return (await server.probe({ known })).requests;
}

const points = Array.from({ length: await countRequests() }, (_, index) => index + 1);

describe("a probe that is killed", () => {
  it("has many points at which it can be", () => expect(points.length).toBeGreaterThan(25));

  it.each(points)("at request %i leaves nothing after the next run", async (point) => {
    const server = probed();
    await server.allowRegistration();
    await server.call("POST", "/v1/connected_apps/clients", {
      client_type: "first_party",
      client_name: "mine",
    });
    await server.probe(killedAt(server, point)).catch(() => {});
    await server.probe({ known });
    expect(await server.names()).toEqual(["mine"]);
  });

  it.each(points)(
    "at request %i leaves nothing where searches are behind by 9 s",
    async (point) => {
      const server = probed({ habits: { search_lag_seconds: 9 } });
      await server.allowRegistration();
      await server.probe(killedAt(server, point)).catch(() => {});
      const { search_lag_seconds: _, ...others } = known;
      await server.probe({ known: others });
      expect(await server.names()).toEqual([]);
    },
  );
});

describe("a whole probe that is killed", () => {
  it("at any request leaves nothing after the next run", async () => {
    const whole = probed();
    await whole.allowRegistration();
    const { requests } = await whole.probe();
    let pointsWithClients = 0;
    for (let point = 1; point <= requests; point += 1) {
      const server = probed();
      await server.allowRegistration();
      await server.probe({ ...killedAt(server, point), known: {} }).catch(() => {});
      if ((await server.names()).length > 0) pointsWithClients += 1;
      // The next run need not ask anything to find what is left.
      await server.probe({ known: DEFAULTS });
      expect({ point, names: await server.names() }).toEqual({ point, names: [] });
    }
    expect(requests).toBeGreaterThan(80);
    expect(pointsWithClients).toBeGreaterThan(requests / 3);
  });
});

describe("a probe that knows from an earlier run how far searches are behind", () => {
  it("waits for what was left just before it began", async () => {
    const server = probed({ habits: { search_lag_seconds: 31 } });
    const client = { client_type: "first_party", client_name: newMark() };
    await server.call("POST", "/v1/connected_apps/clients", client);
    // A run that asks nothing is over at once.
    await server.probe({ known: { ...DEFAULTS, search_lag_seconds: 31 } });
    expect(await server.names()).toEqual([]);
  });
});

describe("a probe of which one response is lost", () => {
  /** Two of them register the same client, which may have the same id. */
  const asked = ["search_order", "disabled_registration_error", "legacy_registration_endpoint"];
  const others = Object.fromEntries(
    Object.entries(DEFAULTS).filter(([habit]) => !asked.includes(habit)),
  );

  it.each(Array.from({ length: 16 }, (_, index) => index + 1))(
    "that of request %i, leaves nothing itself",
    async (point) => {
      const server = probed();
      await server.allowRegistration();
      let sent = 0;
      const call: typeof fetch = async (input, init) => {
        sent += 1;
        const isLost = sent === point;
        const response = await server.fetch(new Request(input, init));
        if (isLost) throw new TypeError("fetch failed");
        return response;
      };
      await server.probe({ known: others, fetch: call }).catch(() => {});
      expect(sent).toBeGreaterThanOrEqual(point);
      expect(await server.names()).toEqual([]);
    },
  );
});

describe("a probe that is interrupted", () => {
  it.each(points)("at request %i leaves nothing itself, and ends soon", async (point) => {
    // No search would find in time what the run itself forgot.
    const server = probed({ habits: { search_lag_seconds: 600 } });
    await server.allowRegistration();
    const controller = new AbortController();
    let sent = 0;
    const createdLater: string[] = [];
    const call: typeof fetch = async (input, init) => {
      sent += 1;
      const { method, url } = new Request(input, init);
      if (sent > point && method === "POST" && url.endsWith("/clients")) createdLater.push(url);
      const response = await server.fetch(new Request(input, init));
      if (sent === point) controller.abort();
      init?.signal?.throwIfAborted();
      return response;
    };
    await server.probe({ known, fetch: call, signal: controller.signal }).catch(() => {});
    expect(await server.names()).toEqual([]);
    expect(sent - point).toBeLessThan(12);
    expect(createdLater).toEqual([]);
  });
});
