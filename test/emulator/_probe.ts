import {
  type AppOptions,
  createApp,
  createClock,
  type EmulatorApp,
} from "../../emulator/src/index.ts";
import type { ProbeClock } from "../../emulator/src/probe/clock.ts";
import { type ProbeOptions, type ProbeReport, runProbe } from "../../emulator/src/probe/run.ts";
import { ORIGIN, type Vertical } from "./_api.ts";

/** Each request takes so long, as the probe and the emulator see it. */
const REQUEST_MS = 3;

/** A server in process that a probe asks, in a time that passes at once. */
export interface Probed {
  app: EmulatorApp;
  clock: ProbeClock;
  /** Every request that arrived: when, and which. */
  requests: { at: number; method: string; path: string }[];
  /** Lines on progress. */
  lines: string[];
  /** Runs a probe; options replace what the server needs. */
  probe(options?: Partial<ProbeOptions>): Promise<ProbeReport>;
  /** Names of all clients of the project. */
  names(): Promise<string[]>;
}

export type Habits = Record<string, string | number>;

/** @param options How the emulator behaves, in habits and otherwise. */
export function probed(options: AppOptions = {}, vertical: Vertical = "consumer"): Probed {
  let now = Date.UTC(2030, 0, 1);
  const app = createApp(options, { clock: createClock(() => now) });
  const { projectId, secret } = app.projects[vertical];
  const requests: Probed["requests"] = [];
  const lines: string[] = [];
  const clock: ProbeClock = {
    now: () => now,
    async wait(ms, signal) {
      signal?.throwIfAborted();
      now += ms;
    },
  };
  const call: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push({ at: now, method: request.method, path: new URL(request.url).pathname });
    now += REQUEST_MS;
    return app.fetch(request, vertical);
  };
  const defaults: ProbeOptions = {
    project: { apiUrl: ORIGIN, projectId, secret },
    known: {},
    rate: 5,
    timeoutMs: 600_000,
    fetch: call,
    clock,
    signal: new AbortController().signal,
    onProgress: (line) => lines.push(line),
    onAnswer: () => {},
  };
  return {
    app,
    clock,
    requests,
    lines,
    probe: (options = {}) => runProbe({ ...defaults, ...options }),
    async names() {
      // By then even a search that is behind has seen everything.
      now += 3_600_000;
      const authorization = `Basic ${btoa(`${projectId}:${secret}`)}`;
      const search = new Request(`${ORIGIN}/v1/connected_apps/clients/search`, {
        method: "POST",
        headers: { authorization },
        body: "{}",
      });
      const { connected_apps: apps } = (await (await app.fetch(search, vertical)).json()) as {
        connected_apps: { client_name: string }[];
      };
      return apps.map(({ client_name: name }) => name);
    },
  };
}

/** What a probe found to be otherwise than the defaults. */
export function differences({ results }: ProbeReport): Habits {
  return Object.fromEntries(
    results.flatMap((result) =>
      result.outcome === "different" ? [[result.habit, result.value]] : [],
    ),
  );
}
