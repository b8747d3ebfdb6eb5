import { createEmulator } from "stytch-connected-apps-emulator";
import { smokeTest } from "stytch-connected-apps-smoke";
import { milliseconds, table } from "../report.ts";
import { quantile } from "../statistics.ts";
import type { Measure } from "./measure.ts";

const RUNS = 10;
/** Promised for a full run of one app at no latency. */
const TIME_LIMIT_MS = 3_000;
const REQUEST_LIMIT = 60;

const CLIENT_TYPES = ["first_party", "first_party_public", "third_party", "third_party_public"];

/** Full runs of the smoke test, one app of each type in both verticals, emulator in this process. */
export const measure: Measure = async ({ say }) => {
  const emulator = await createEmulator({ port: 0 });
  const times: number[] = [];
  const requests: number[] = [];
  const rows: string[][] = [];
  try {
    for (const [vertical, project] of Object.entries(emulator.projects)) {
      for (const clientType of CLIENT_TYPES) {
        say(`${vertical} ${clientType}, ${RUNS} runs`);
        const app = await createClient(project, clientType);
        const own: number[] = [];
        let count = 0;
        for (let run = 0; run < RUNS; run += 1) {
          const { projectId, secret, url: apiUrl } = project;
          const target = { projectId, secret, apiUrl, app };
          const report = await smokeTest(target, { temporarySubject: true });
          if (report.outcome !== "passed") throw new Error(`${clientType}: ${report.outcome}`);
          own.push(report.durationMs);
          count = report.requests;
        }
        times.push(...own);
        requests.push(count);
        rows.push([vertical, clientType, milliseconds(quantile(own, 0.5)), String(count)]);
      }
    }
  } finally {
    await emulator.close();
  }
  const slowest = Math.max(...times);
  const most = Math.max(...requests);
  return {
    title: "A full smoke test of one app",
    blocks: [
      `In process, emulator included, no latency; medians of ${RUNS} runs.`,
      table(["project", "client", "time", "requests"], rows),
    ],
    promises: [
      {
        sentence: `a full run at no latency takes less than ${TIME_LIMIT_MS / 1000} s; the slowest took ${milliseconds(slowest)}.`,
        kept: slowest < TIME_LIMIT_MS,
      },
      {
        sentence: `a full run makes at most ${REQUEST_LIMIT} requests; the most were ${most}.`,
        kept: most <= REQUEST_LIMIT,
      },
    ],
    facts: [],
  };
};

interface Project {
  url: string;
  projectId: string;
  secret: string;
}

async function createClient({ url, projectId, secret }: Project, clientType: string) {
  const response = await fetch(`${url}/v1/connected_apps/clients`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${projectId}:${secret}`)}` },
    body: JSON.stringify({
      client_type: clientType,
      redirect_urls: ["https://app.example.com/callback"],
      full_access_allowed: clientType.startsWith("first_party"),
    }),
  });
  const { connected_app } = (await response.json()) as {
    connected_app: { client_id: string; client_secret?: string };
  };
  return { clientId: connected_app.client_id, clientSecret: connected_app.client_secret };
}
