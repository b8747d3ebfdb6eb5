/** What people do with a project, in the order in which it is measured. */
export const OPERATIONS = [
  "create",
  "again",
  "preview",
  "refresh",
  "change-one",
  "change-some",
  "drift",
  "change-all",
  "destroy",
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** What stands in the tables. */
export const OPERATION_TITLES: Readonly<Record<Operation, string>> = {
  create: "create",
  again: "run again, no change",
  preview: "preview, no change",
  refresh: "refresh, no change",
  "change-one": "change one client",
  "change-some": "change 1 %",
  drift: "drift of 1 %, found and repaired",
  "change-all": "change 100 %",
  destroy: "destroy",
};

/** The conditions under which contenders do their operations. */
export interface Scenario {
  readonly clients: number;
  /** Milliseconds that the API waits before every response. */
  readonly latencyMs: number;
  /** Whether the API responds with 429 above {@link REQUESTS_PER_SECOND}. */
  readonly limited: boolean;
}

export const REQUESTS_PER_SECOND = 10;

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

/** `1,000 clients, 20 ms, no limit`. */
export function scenarioTitle(scenario: Scenario): string {
  return `${scenario.clients.toLocaleString("en")} clients, ${conditionsTitle(scenario)}`;
}

/** As many clients as 1 % are, but at least one. */
export function someOf(count: number): number {
  return Math.max(1, Math.round(count / 100));
}

/** Of few clients, 1 % is one client: no need to measure the same twice. */
export function operationsOf(count: number): Operation[] {
  return OPERATIONS.filter((operation) => operation !== "change-one" || someOf(count) > 1);
}
