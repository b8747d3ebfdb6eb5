import type { Clock } from "../clock.ts";
import type { Fault } from "./fault-schema.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

/** What happens to one request instead of its ordinary response. */
export type FaultEffect =
  | { kind: "status"; status: number; retryAfter?: number | string | undefined }
  | { kind: "drop"; when: "before" | "after" }
  | { kind: "body"; how: "malformed" | "truncated" };

export interface Faults {
  replace(faults: Fault[]): void;
  /** The faults, and how often each has struck. */
  list(): (Fault & { fired: number })[];
  /**
   * Decides what goes wrong with a request. The faults apply in order: delays add up,
   * the first other fault that strikes decides, and those after it do not count this request.
   */
  meet(route: string): { latencyMs: number; effect?: FaultEffect };
}

interface Entry {
  fault: Fault;
  limit: RateLimit | undefined;
  matched: number;
  fired: number;
}

export function createFaults(clock: Clock): Faults {
  let entries: Entry[] = [];
  return {
    replace(faults) {
      entries = faults.map((fault) => ({
        fault,
        limit: fault.rateLimit === undefined ? undefined : createRateLimit(fault.rateLimit, clock),
        matched: 0,
        fired: 0,
      }));
    },
    list: () => entries.map(({ fault, fired }) => ({ ...fault, fired })),
    meet(route) {
      let latencyMs = 0;
      for (const entry of entries) {
        if (!strikes(entry, route)) continue;
        latencyMs += entry.fault.latencyMs ?? 0;
        const effect = effectOf(entry.fault);
        if (effect !== undefined) return { latencyMs, effect };
      }
      return { latencyMs };
    },
  };
}

function strikes(entry: Entry, route: string): boolean {
  const { fault, limit } = entry;
  if (fault.route !== undefined && fault.route !== route) return false;
  entry.matched += 1;
  if (entry.matched <= fault.after) return false;
  if (fault.times !== null && entry.fired >= fault.times) return false;
  if (limit?.take()) return false;
  entry.fired += 1;
  return true;
}

function effectOf(fault: Fault): FaultEffect | undefined {
  if (fault.status !== undefined) {
    return { kind: "status", status: fault.status, retryAfter: fault.retryAfter };
  }
  if (fault.rateLimit !== undefined) return { kind: "status", status: 429, retryAfter: 1 };
  if (fault.drop !== undefined) return { kind: "drop", when: fault.drop };
  if (fault.body !== undefined) return { kind: "body", how: fault.body };
  return undefined;
}
