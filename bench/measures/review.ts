import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { declareClients, withPropertyNames } from "../clients.ts";
import { type Api, startApi } from "../contenders/api.ts";
import { step } from "../failure.ts";
import { REPOSITORY, withFolder } from "../folders.ts";
import { watchProcesses } from "../processes.ts";
import { medianRatio, megabytes, milliseconds, seconds, table } from "../report.ts";
import { hasBrowser, type PageTimes, timePage } from "../report-page.ts";
import { previewOf } from "../review-inputs.ts";
import { median, ratios } from "../statistics.ts";
import type { Measure, PromisedLimit } from "./measure.ts";

const CLIENTS = 5_000;
const FEW_CLIENTS = CLIENTS / 4;
const CHANGES_LIMIT_MS = 10_000;
const AUDIT_LIMIT_MS = 5_000;
const MEMORY_LIMIT_BYTES = 300_000_000;
const PAGE_LIMIT_MS = 1_000;

const PROJECT_ID = "project-test-00000000-0000-4000-8000-000000000001";
const COMMAND = join(REPOSITORY, "review/bin/stytch-review.js");

interface Run {
  readonly ms: number;
  /** Of processors, whatever else ran meanwhile. */
  readonly cpuMs: number;
  readonly peakBytes: number;
}

/** The review of a change of thousands of clients, the audit of as many, and its page in a browser. */
export const measure: Measure = async ({ runs, say }) =>
  withFolder(async (folder) => {
    const times = async (count: number) => {
      say(`a change of ${count} clients, ${runs} runs`);
      const preview = join(folder, `preview-${count}.json`);
      const clients = declareClients(count).map(withPropertyNames);
      await writeFile(preview, JSON.stringify(previewOf(clients, PROJECT_ID)));
      return repeated(runs, () => review(["changes", preview, "--format", "json=/dev/null"]));
    };
    const few = await times(FEW_CLIENTS);
    const many = await times(CLIENTS);

    say(`an audit of ${CLIENTS} clients, ${runs} runs`);
    const page = join(folder, "audit.html");
    const audits = await auditRuns(runs, page);

    if (hasBrowser) say(`its page in a browser, ${runs} runs`);
    const pages = hasBrowser ? await repeated(runs, () => timePage(page, folder)) : [];

    const manyMs = median(many.map(({ ms }) => ms));
    const auditMs = median(audits.map(({ ms }) => ms));
    const growth = ratios(
      many.map(({ cpuMs }) => cpuMs),
      few.map(({ cpuMs }) => cpuMs),
    );
    const peak = Math.max(...audits.map(({ peakBytes }) => peakBytes));
    return {
      title: "A review of thousands of clients",
      blocks: [
        `\`stytch-review\` as a process of its own; medians of ${runs} runs, the largest peak of memory.`,
        table(
          ["", "time", "processor", "peak of memory"],
          [
            row(`changes, ${FEW_CLIENTS} changed clients`, few),
            row(`changes, ${CLIENTS} changed clients`, many),
            row(`project, ${CLIENTS} clients, HTML and JSON`, audits),
          ],
        ),
        `Four times the clients take ${medianRatio(growth)} the time of the processor; what grew with their square would take 16 times.`,
        pages.length === 0
          ? "There is no Chromium here (CHROMIUM_PATH), so that the page was not opened."
          : table(["the page of the audit", ""], pageRows(pages)),
      ],
      promises: [
        {
          sentence: `a change of ${CLIENTS} clients is reviewed within ${seconds(CHANGES_LIMIT_MS)}; it took ${seconds(manyMs)}.`,
          kept: manyMs < CHANGES_LIMIT_MS,
        },
        {
          sentence: `an audit of ${CLIENTS} clients takes less than ${seconds(AUDIT_LIMIT_MS)}; it took ${seconds(auditMs)}.`,
          kept: auditMs < AUDIT_LIMIT_MS,
        },
        {
          sentence: `an audit of ${CLIENTS} clients takes less than ${megabytes(MEMORY_LIMIT_BYTES)} of memory; it took ${megabytes(peak)}.`,
          kept: peak < MEMORY_LIMIT_BYTES,
        },
        ...(pages.length === 0 ? [] : pagePromises(pages)),
      ],
      facts: [],
    };
  });

async function repeated<Result>(runs: number, action: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let run = 0; run < runs; run += 1) results.push(await action());
  return results;
}

async function auditRuns(runs: number, page: string): Promise<Run[]> {
  const api = await startApi(0);
  try {
    await fill(api);
    const formats = ["--format", `html=${page}`, "--format", "json=/dev/null"];
    return await repeated(runs, () => review(["project", "--calls", "0", ...formats], api.env));
  } finally {
    await api.close();
  }
}

async function fill({ env }: Api): Promise<void> {
  const headers = {
    authorization: `Basic ${btoa(`${env.STYTCH_PROJECT_ID}:${env.STYTCH_SECRET}`)}`,
  };
  for (const { fields } of declareClients(CLIENTS)) {
    const response = await fetch(`${env.STYTCH_API_URL}/v1/connected_apps/clients`, {
      method: "POST",
      headers,
      body: JSON.stringify(fields),
    });
    if (!response.ok) throw new Error(`the emulator refused a client: ${await response.text()}`);
  }
}

async function review(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return step(`stytch-review ${args[0]}`, async (): Promise<Run> => {
    const watch = watchProcesses();
    const start = performance.now();
    try {
      await execa(process.execPath, [COMMAND, ...args], { env, stdin: "ignore" });
    } finally {
      watch.stop();
    }
    const ms = performance.now() - start;
    const { peakBytes = 0, cpuMs = 0 } = watch.stop().largest ?? {};
    return { ms, cpuMs, peakBytes };
  });
}

function row(name: string, list: readonly Run[]): string[] {
  const peak = Math.max(...list.map(({ peakBytes }) => peakBytes));
  const [time, cpu] = [list.map(({ ms }) => ms), list.map(({ cpuMs }) => cpuMs)];
  return [name, seconds(median(time)), seconds(median(cpu)), megabytes(peak)];
}

const STEPS = [
  ["opens", ({ openMs }: PageTimes) => openMs],
  ["sorts", ({ sortMs }: PageTimes) => sortMs],
  ["searches", ({ searchMs }: PageTimes) => searchMs],
] as const;

function pageRows(pages: readonly PageTimes[]): string[][] {
  return STEPS.map(([name, of]) => [name, milliseconds(median(pages.map(of)))]);
}

function pagePromises(pages: readonly PageTimes[]): PromisedLimit[] {
  return STEPS.map(([name, of]) => {
    const ms = median(pages.map(of));
    return {
      sentence: `the page of an audit ${name} ${CLIENTS} rows within ${milliseconds(PAGE_LIMIT_MS)}; it took ${milliseconds(ms)}.`,
      kept: ms < PAGE_LIMIT_MS,
    };
  });
}
