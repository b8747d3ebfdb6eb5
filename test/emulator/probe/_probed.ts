import { z } from "zod";
import {
  type AppOptions,
  createApp,
  createClock,
  type EmulatorApp,
} from "../../../emulator/src/index.ts";
import type { ProbeClock } from "../../../emulator/src/probe/clock.ts";
import { type ProbeOptions, type ProbeReport, runProbe } from "../../../emulator/src/probe/run.ts";
import { basic, ORIGIN, SEARCH, type Vertical } from "../_api.ts";

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
  /** Sends a request as the probe would, in the time of the server. */
  fetch(request: Request): Promise<Response>;
  /** The same as an argument for a probe. */
  plainFetch: typeof fetch;
  /** Sends a request of the project that the probe does not see. */
  call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Switches dynamic registration on. */
  allowRegistration(): Promise<void>;
  /** Names of all clients of the project, once even a search that is behind shows all. */
  names(): Promise<string[]>;
  /** Secrets of clients that responses have shown. */
  secrets: string[];
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
  const secrets: string[] = [];
  const send = async (request: Request): Promise<Response> => {
    requests.push({ at: now, method: request.method, path: new URL(request.url).pathname });
    now += REQUEST_MS;
    const response = await app.fetch(request, vertical);
    const text = await response.clone().text();
    for (const [, secret = ""] of text.matchAll(/client_secret":"([^"]+)"/g)) secrets.push(secret);
    return response;
  };
  const plainFetch: typeof fetch = async (input, init) => send(new Request(input, init));
  const call: Probed["call"] = async (method, path, body) => {
    const headers = { authorization: basic(projectId, secret) };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await app.fetch(new Request(`${ORIGIN}${path}`, init), vertical);
    return z.record(z.string(), z.unknown()).parse(await response.json());
  };
  const defaults: ProbeOptions = {
    project: { apiUrl: ORIGIN, projectId, secret },
    known: {},
    rate: 5,
    timeoutMs: 600_000,
    fetch: plainFetch,
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
    secrets,
    fetch: send,
    plainFetch,
    call,
    probe: (options = {}) => runProbe({ ...defaults, ...options }),
    async allowRegistration() {
      await call("PUT", "/_emulator/project", { dynamicClientRegistration: true });
    },
    async names() {
      now += 3_600_000;
      const names: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page = pageSchema.parse(await call("POST", SEARCH, { cursor }));
        names.push(...page.connected_apps.map(({ client_name: name }) => name));
        cursor = page.results_metadata.next_cursor;
      }
      return names;
    },
  };
}

/** A server that responds to some requests of its own and passes on the rest. */
export function altered(
  change: (request: Request, pass: () => Promise<Response>) => Promise<Response>,
) {
  const server = probed();
  const call: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    return change(request, () => server.fetch(request));
  };
  return { ...server, probe: (options = {}) => server.probe({ fetch: call, ...options }) };
}

const pageSchema = z.object({
  connected_apps: z.array(z.object({ client_name: z.string() })),
  results_metadata: z.object({ next_cursor: z.string().nullable() }),
});

/** What a probe found to be otherwise than the defaults. */
export function differences({ results }: ProbeReport): Habits {
  return Object.fromEntries(
    results.flatMap((result) =>
      result.outcome === "different" ? [[result.habit, result.value]] : [],
    ),
  );
}
