import { createApp } from "stytch-connected-apps-emulator";
import { milliseconds, table } from "../report.ts";
import { median } from "../statistics.ts";
import type { Measure } from "./measure.ts";

const CLIENTS = 5000;
const REQUESTS = 10_000;
const SOAK = 200_000;
const VISITS_PER_RUN = 20;
const FIRST_VIEW_MS = 100;
const GROWTH_MIB = 32;

type App = ReturnType<typeof createApp>;

/** How quick the emulator's pages are with much to show, and what the emulator keeps of many requests. */
export const measure: Measure = async ({ runs, say }) => {
  const app = createApp();
  say(`${CLIENTS} clients and ${REQUESTS} requests`);
  for (let n = 0; n < CLIENTS; n += 1) {
    const body = JSON.stringify({ client_type: "first_party", client_name: `client ${n}` });
    await call(app, "/v1/connected_apps/clients", { method: "POST", body });
  }
  await whoami(app, REQUESTS - CLIENTS);
  const rows: string[][] = [];
  const medians: number[] = [];
  for (const path of ["", "clients", "clients?q=4711", "traffic", "traffic?status=200"]) {
    const times: number[] = [];
    for (let n = 0; n < runs * VISITS_PER_RUN; n += 1) {
      const begin = performance.now();
      await call(app, `/_emulator/${path}`);
      times.push(performance.now() - begin);
    }
    medians.push(median(times));
    rows.push([`\`/_emulator/${path}\``, milliseconds(median(times))]);
  }

  say(`${SOAK} requests`);
  const before = heapMib();
  await whoami(app, SOAK);
  const growth = heapMib() - before;
  const slowest = Math.max(...medians);
  return {
    title: "Pages of the emulator",
    blocks: [
      `${CLIENTS} clients and ${REQUESTS} requests, without a socket; medians of ${runs * VISITS_PER_RUN} visits.`,
      table(["page", "rendered in"], rows),
      `After ${SOAK} more requests the heap has grown by ${growth.toFixed(1)} MiB.`,
    ],
    promises: [
      {
        sentence: `A page is rendered in at most ${FIRST_VIEW_MS} ms: ${milliseconds(slowest)}`,
        kept: slowest <= FIRST_VIEW_MS,
      },
      {
        sentence: `${SOAK} requests add at most ${GROWTH_MIB} MiB: ${growth.toFixed(1)} MiB`,
        kept: growth <= GROWTH_MIB,
      },
    ],
    facts: [],
  };
};

async function call(app: App, path: string, init: RequestInit = {}): Promise<void> {
  const { projectId, secret } = app.projects.consumer;
  const headers = { authorization: `Basic ${btoa(`${projectId}:${secret}`)}` };
  const response = await app.fetch(
    new Request(`http://emulator.test${path}`, { ...init, headers }),
  );
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
}

async function whoami(app: App, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await call(app, "/v1/debug/whoami");
}

/** What is still in use, where Node.js was started with `--expose-gc`; else what is allocated. */
function heapMib(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
