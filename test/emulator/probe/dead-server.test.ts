import { describe, expect, it } from "vitest";
import { HABITS, type HabitName } from "../../../emulator/src/habits/table.ts";
import { MOST_FAILURES } from "../../../emulator/src/probe/api.ts";
import { NOT_ASKED, QUESTIONS } from "../../../emulator/src/probe/questions/index.ts";
import { exitCodeOf, jsonOf, textOf } from "../../../emulator/src/probe/report.ts";
import type { ProbeOptions } from "../../../emulator/src/probe/run.ts";
import { type Probed, probed } from "./_probed.ts";

const refuse = async (): Promise<Response> => {
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  throw new TypeError("fetch failed", { cause });
};

/** How a server that has died responds, and how the run calls it. */
const DEATHS: Record<string, [respond: () => Promise<Response>, cause: RegExp]> = {
  "refuses connections": [refuse, /the connection failed \(ECONNREFUSED\)$/],
  "is behind a proxy that says 502": [async () => new Response("<html>", { status: 502 }), /502$/],
  "is behind a proxy that says 503": [async () => Response.json({}, { status: 503 }), /503$/],
  "refuses everyone for now": [async () => Response.json({}, { status: 429 }), /status 429$/],
  "cuts each response": [
    async () => {
      const body = new ReadableStream({
        start(controller) {
          controller.error(new Error("cut"));
        },
      });
      return new Response(body);
    },
    /the connection failed$/,
  ],
};

/** A fetch of a server that is gone from a request on, or for some requests. */
function dying(server: Probed, from: number, respond: () => Promise<Response>, until = Infinity) {
  let sent = 0;
  const call: typeof fetch = async (input, init) => {
    sent += 1;
    if (sent >= from && sent < until) return respond();
    return server.fetch(new Request(input, init));
  };
  return { call, sent: () => sent };
}

/** Tries of one request, those of the shared ones that clean up, and one for each of up to 4 clients. */
const MOST_AFTER_DEATH = MOST_FAILURES + 3 + 4 + 1;

describe.each(Object.entries(DEATHS))("a server that %s", (_title, [respond, cause]) => {
  it("is asked no more, and what was not asked is said to be so", async () => {
    const server = probed();
    const { call, sent } = dying(server, 30, respond);
    const answers: ProbeOptions["known"] = {};
    const report = await server.probe({
      fetch: call,
      onAnswer: (habits) => Object.assign(answers, habits),
    });

    expect(sent() - 29).toBeLessThanOrEqual(MOST_AFTER_DEATH);
    expect(report.stopped).toMatch(
      /^the server answered none of 5 requests in a row, the last of them [A-Z]+ \/v1\/.*: /,
    );
    expect(report.stopped).toMatch(cause);
    const outcomes = (outcome: string) => report.results.filter((one) => one.outcome === outcome);
    expect(outcomes("failed").length).toBeLessThanOrEqual(1);
    expect(outcomes("stopped").length).toBeGreaterThan(15);
    expect(outcomes("other")).toEqual([]);
    expect(outcomes("different")).toEqual([]);
    expect(exitCodeOf(report)).toBe(1);
    expect(textOf(report)).toContain(`stopped early: ${report.stopped}; run again, with --output`);
    expect(textOf(report)).toMatch(
      /\nnot asked {2}unknown_fields: .*\n {11}the server answered none/,
    );
    expect(JSON.parse(jsonOf(report))).toMatchObject({ stopped: report.stopped });

    // Nothing that it knew is asked again, and nothing is left.
    const rest = await server.probe({ known: answers });
    expect(exitCodeOf(rest)).toBe(0);
    expect(rest.requests).toBeLessThan(80);
    expect(await server.names()).toEqual([]);
  });
});

/** The questions whose clients are in the way of the death; the others only take time. */
const ASKED: readonly HabitName[] = ["search_order", "old_secret_grace_seconds"];
const known = Object.fromEntries(
  QUESTIONS.filter(({ habit }) => !ASKED.includes(habit)).map(({ habit }) => [
    habit,
    HABITS[habit].default,
  ]),
);

describe("a server that dies", () => {
  it.each(Array.from({ length: 20 }, (_, index) => index + 3))(
    "at request %i: every client that is left is named, with the cause",
    async (from) => {
      const server = probed();
      const { call } = dying(server, from, refuse);
      const report = await server.probe({ known, fetch: call });
      const failed = report.results.filter(({ outcome }) => outcome === "failed");
      expect(failed.length).toBeLessThanOrEqual(1);
      const said = server.lines.join("\n");
      for (const { id, cause } of report.left) {
        expect(said).toContain(id);
        expect(cause).toMatch(/ECONNREFUSED/);
      }
      const names = await server.names();
      if (report.left.length < names.length)
        expect(said).toMatch(
          /a client stytch-probe-[0-9a-f]{8} may be left, and could not be looked for: .*ECONNREFUSED.*; run the probe again/,
        );
      expect(names.length === 0 || exitCodeOf(report) === 1).toBe(true);
      await server.probe({ known });
      expect(await server.names()).toEqual([]);
    },
  );

  it("and comes back while the run cleans up, keeps no client", async () => {
    const server = probed();
    // After the first clients of search_order; five requests later it is there again.
    const { call } = dying(server, 5, refuse, 5 + MOST_FAILURES);
    const report = await server.probe({ known, fetch: call });
    expect(report.stopped).toContain("ECONNREFUSED");
    expect(report.left).toEqual([]);
    expect(await server.names()).toEqual([]);
    expect(report.results.filter(({ outcome }) => outcome === "stopped").length).toBeGreaterThan(0);
  });

  it("for a moment only is waited for, although the request that makes a client is not sent again", async () => {
    const server = probed();
    const report = await server.probe({ fetch: dying(server, 30, refuse, 33).call });
    expect(report.stopped).toBeUndefined();
    expect(report.results.filter(({ outcome }) => outcome === "failed").length).toBeLessThan(2);
    expect(await server.names()).toEqual([]);
  });

  it("for fewer requests in a row is asked on", async () => {
    const server = probed();
    const { call } = dying(server, 5, refuse, 5 + MOST_FAILURES - 1);
    const report = await server.probe({ known, fetch: call });
    expect(report.stopped).toBeUndefined();
    expect(await server.names()).toEqual([]);
  });

  it("keeps to the pace while it is tried again", async () => {
    const server = probed();
    const starts: number[] = [];
    const { call } = dying(server, 20, refuse);
    await server.probe({
      fetch: async (input, init) => {
        starts.push(server.clock.now());
        return call(input, init);
      },
    });
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
  });
});

it("questions that are never asked stay so on a server that has died", async () => {
  const server = probed();
  const report = await server.probe({ fetch: dying(server, 10, refuse).call });
  const never = report.results.filter(({ outcome }) => outcome === "not_asked");
  expect(never.map(({ habit }) => habit).toSorted()).toEqual(Object.keys(NOT_ASKED).toSorted());
});
