import type { Outcome } from "./statistics.ts";

/** What `GET /_emulator/requests` shows of a request: no credentials, no query, no body. */
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

/** Headers and body as they were sent, credentials included. */
export interface RecordedMessage {
  headers: [name: string, value: string][];
  /** At most `LOG_LIMITS.bodyBytes` of it. */
  body: string;
  /** Bytes that the body had beyond those. */
  omittedBytes: number;
}

/** What is remembered of a request besides, in memory only. */
export interface RecordedRequest extends RequestLogEntry {
  /** Counts from 1 since the emulator started. */
  number: number;
  /** The `request_id` of the response; null if it has none. */
  requestId: string | null;
  /** With its question mark; `""` if there is none. */
  query: string;
  request: RecordedMessage;
  /** Null if the connection was dropped. */
  response: RecordedMessage | null;
}

export interface RequestLog {
  add(request: Omit<RecordedRequest, "number">): void;
  /** The last 200 requests, oldest first. */
  entries(): RequestLogEntry[];
  /** All that are remembered, oldest first. */
  recorded(): RecordedRequest[];
  find(number: number): RecordedRequest | undefined;
  /** Characters of all that is remembered, by which the oldest are dropped. */
  characters(): number;
  reset(): void;
}

/** Bounds of the memory of the log: whichever is met first drops the oldest requests. */
export const LOG_LIMITS = {
  requests: 10_000,
  characters: 20_000_000,
  bodyBytes: 20_000,
} as const;

const LISTED = 200;

export function createRequestLog(): RequestLog {
  const kept = new Map<number, RecordedRequest>();
  let first = 1;
  let last = 0;
  let characters = 0;

  // By its number: to look for the first entry of a map passes over all that were deleted.
  const dropOldest = () => {
    const oldest = kept.get(first);
    kept.delete(first);
    first += 1;
    characters -= oldest === undefined ? 0 : sizeOf(oldest);
  };
  return {
    add(request) {
      last += 1;
      const recorded = { ...request, number: last };
      kept.set(last, recorded);
      characters += sizeOf(recorded);
      while (kept.size > LOG_LIMITS.requests || characters > LOG_LIMITS.characters) dropOldest();
    },
    entries: () => [...kept.values()].slice(-LISTED).map(entryOf),
    recorded: () => [...kept.values()],
    find: (number) => kept.get(number),
    characters: () => characters,
    reset() {
      kept.clear();
      first = last + 1;
      characters = 0;
    },
  };
}

function entryOf(request: RecordedRequest): RequestLogEntry {
  const { time, method, route, path, status, userAgent } = request;
  return { time, method, route, path, status, userAgent };
}

/** Characters of a request; what every request has is counted by the number of requests. */
function sizeOf({ path, query, request, response }: RecordedRequest): number {
  return path.length + query.length + messageSize(request) + messageSize(response);
}

function messageSize(message: RecordedMessage | null): number {
  if (message === null) return 0;
  const headers = message.headers.map(([name, value]) => name.length + value.length);
  return headers.reduce((sum, size) => sum + size, message.body.length);
}
