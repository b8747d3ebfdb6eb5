import type { Outcome } from "./statistics.ts";

/** What is remembered of a request: no credentials, no query, no body. */
export interface RequestLogEntry {
  /** RFC 3339, by the emulator's clock. */
  time: string;
  method: string;
  /** `METHOD /route`, the key of the statistics. */
  route: string;
  path: string;
  status: Outcome;
  userAgent: string | null;
}

export interface RequestLog {
  add(entry: RequestLogEntry): void;
  /** The last 200 requests, oldest first. */
  entries(): RequestLogEntry[];
  reset(): void;
}

const CAPACITY = 200;

export function createRequestLog(): RequestLog {
  const kept: RequestLogEntry[] = [];
  return {
    add(entry) {
      kept.push(entry);
      if (kept.length > CAPACITY) kept.shift();
    },
    entries: () => [...kept],
    reset() {
      kept.length = 0;
    },
  };
}
