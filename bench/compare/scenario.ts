/** What people do with a project, in the order in which it is measured. */
export const OPERATIONS = [
  "create",
  "preview",
  "refresh",
  "change-some",
  "drift",
  "change-all",
  "destroy",
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** What stands in the tables. */
export const OPERATION_TITLES: Readonly<Record<Operation, string>> = {
  create: "create",
  preview: "preview, no change",
  refresh: "refresh, no change",
  "change-some": "change 1 %",
  drift: "drift of 1 %, found and repaired",
  "change-all": "change 100 %",
  destroy: "destroy",
};

/** The conditions under which all contenders do all operations. */
export interface Scenario {
  readonly clients: number;
  /** Milliseconds that the API waits before every response. */
  readonly latencyMs: number;
  /** Whether the API responds with 429 above {@link REQUESTS_PER_SECOND}. */
  readonly limited: boolean;
}

export const REQUESTS_PER_SECOND = 10;

/** The conditions that are measured, as lists of what to combine. */
export interface Matrix {
  readonly counts: readonly number[];
  readonly latenciesMs: readonly number[];
  readonly limits: readonly boolean[];
}

export const WHOLE_MATRIX: Matrix = {
  counts: [10, 100, 1_000],
  latenciesMs: [0, 20, 80],
  limits: [false, true],
};

/** All combinations, those with few clients first: they are done soon. */
export function scenariosOf({ counts, latenciesMs, limits }: Matrix): Scenario[] {
  return counts.flatMap((clients) =>
    limits.flatMap((limited) => latenciesMs.map((latencyMs) => ({ clients, latencyMs, limited }))),
  );
}

export function isSameScenario(one: Scenario, other: Scenario): boolean {
  return (
    one.clients === other.clients &&
    one.latencyMs === other.latencyMs &&
    one.limited === other.limited
  );
}

/** `20 ms, 10 requests per second`: the conditions without the number of clients. */
export function conditionsTitle({ latencyMs, limited }: Omit<Scenario, "clients">): string {
  return `${latencyMs} ms, ${limited ? `${REQUESTS_PER_SECOND} requests per second` : "no limit"}`;
}

/** As many clients as 1 % are, but at least one. */
export function someOf(count: number): number {
  return Math.max(1, Math.round(count / 100));
}
