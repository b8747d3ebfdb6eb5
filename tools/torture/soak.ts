import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createEmulator } from "stytch-connected-apps-emulator";
import type { Outcome } from "./outcome.ts";

export interface SoakOptions {
  readonly rounds: number;
  readonly clients: number;
}

/** What the provider's process reports of itself. */
export interface SoakReport {
  /** Bytes in use after a garbage collection, by round. */
  readonly memory: readonly { readonly round: number; readonly bytes: number }[];
  /** Kinds of what kept the process alive: before the first call, after the last, once closed. */
  readonly handles: {
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly closed: readonly string[];
  };
  readonly peakRss: number;
}

/** Growth that is none: 1,000 rounds make one megabyte of it. */
const FLAT_BYTES_A_ROUND = 1024;

/** Rounds of change through one provider in its own process, and what they leave there. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const emulator = await createEmulator();
  let child: ChildProcess | undefined;
  try {
    const { url, projectId, secret } = emulator.projects.consumer;
    child = fork(join(import.meta.dirname, "soak-child.ts"), { execArgv: ["--expose-gc"] });
    child.send({ ...options, settings: { projectId, secret, apiUrl: url } });
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`the provider's process ended with code ${code}`);
    });
    const [report] = (await Promise.race([once(child, "message"), ended])) as [SoakReport];
    ended.catch(() => {});
    return report;
  } finally {
    child?.kill("SIGKILL");
    await emulator.close();
  }
}

export function outcomeOf({ rounds, clients }: SoakOptions, report: SoakReport): Outcome {
  const slope = slopeOf(report.memory);
  const { before, closed } = report.handles;
  const open = newHandles(before, closed);
  return {
    isGood: slope < FLAT_BYTES_A_ROUND && open.length === 0,
    facts: [
      `${rounds} rounds of change on ${clients} clients`,
      `memory after garbage collection: ${slope >= 0 ? "+" : ""}${Math.round(slope)} bytes a round (slope over the second half), ${megabytes(report.memory.at(-1)?.bytes ?? 0)} at the end; resident at most ${megabytes(report.peakRss)}`,
      `open handles at the end: ${open.length === 0 ? "none" : open.join(", ")}`,
    ],
  };
}

/** Handles that are there now and were not before. */
export function newHandles(before: readonly string[], now: readonly string[]): string[] {
  const left = [...before];
  return now.filter((kind) => {
    const at = left.indexOf(kind);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Least squares, bytes a round, over the second half: in the first one caches fill. */
function slopeOf(memory: SoakReport["memory"]): number {
  const half = memory.slice(Math.floor(memory.length / 2));
  const meanRound = half.reduce((sum, { round }) => sum + round, 0) / half.length;
  const meanBytes = half.reduce((sum, { bytes }) => sum + bytes, 0) / half.length;
  let above = 0;
  let below = 0;
  for (const { round, bytes } of half) {
    above += (round - meanRound) * (bytes - meanBytes);
    below += (round - meanRound) ** 2;
  }
  return below === 0 ? 0 : above / below;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
