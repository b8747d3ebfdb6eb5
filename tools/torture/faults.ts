import type { Random } from "./random.ts";

/** What becomes of one request: whether and when it takes effect, and what its sender sees. */
export interface Fault {
  readonly effect: "none" | "at once" | "later";
  readonly end:
    | { readonly kind: "error"; readonly code: string; readonly isSent: boolean }
    | { readonly kind: "status"; readonly status: number; readonly retryAfter?: string }
    | { readonly kind: "body"; readonly change: (text: string) => string }
    | { readonly kind: "cut" }
    /** No process is left to see anything. */
    | { readonly kind: "death"; readonly of: "provider" | "engine" };
}

const RESET = { kind: "error", code: "ECONNRESET", isSent: true } as const;
const LATE = { kind: "error", code: "UND_ERR_HEADERS_TIMEOUT", isSent: true } as const;
const REFUSED = { kind: "error", code: "ECONNREFUSED", isSent: false } as const;

const without = (field: string) => (text: string) => {
  const body = JSON.parse(text);
  if (body.connected_app) delete body.connected_app[field];
  return JSON.stringify(body);
};

const FAULTS = {
  "connection refused": { effect: "none", end: REFUSED },
  "reset before": { effect: "none", end: RESET },
  "reset after": { effect: "at once", end: RESET },
  "late, done": { effect: "at once", end: LATE },
  "late, never done": { effect: "none", end: LATE },
  "late, done later": { effect: "later", end: LATE },
  "429": { effect: "none", end: { kind: "status", status: 429, retryAfter: "0" } },
  "500": { effect: "none", end: { kind: "status", status: 500 } },
  "500, done": { effect: "at once", end: { kind: "status", status: 500 } },
  "502": { effect: "none", end: { kind: "status", status: 502 } },
  "503, done": { effect: "at once", end: { kind: "status", status: 503 } },
  "504, done later": { effect: "later", end: { kind: "status", status: 504 } },
  "401": { effect: "none", end: { kind: "status", status: 401 } },
  "no JSON": { effect: "at once", end: { kind: "body", change: () => "<html></html>" } },
  empty: { effect: "at once", end: { kind: "body", change: () => "" } },
  "other JSON": { effect: "at once", end: { kind: "body", change: () => "{}" } },
  "no expiry": {
    effect: "at once",
    end: { kind: "body", change: without("access_token_expiry_minutes") },
  },
  "no secret": { effect: "at once", end: { kind: "body", change: without("client_secret") } },
  cut: { effect: "at once", end: { kind: "cut" } },
  "provider killed before": { effect: "none", end: { kind: "death", of: "provider" } },
  "provider killed after": { effect: "at once", end: { kind: "death", of: "provider" } },
  "engine killed before": { effect: "none", end: { kind: "death", of: "engine" } },
  "engine killed after": { effect: "at once", end: { kind: "death", of: "engine" } },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as [FaultName, ...FaultName[]];

export function faultOf(name: FaultName): Fault {
  return FAULTS[name];
}

/** A kill ends everything else, so kills have to be rare among the faults. */
export function drawFault(random: Random, probability: number): FaultName | undefined {
  if (!random.chance(probability)) return undefined;
  const name = random.pick(FAULT_NAMES);
  return faultOf(name).end.kind === "death" && random.chance(0.7) ? undefined : name;
}
