/** How a request ended: its HTTP status, or no response at all. */
export type Outcome = number | "dropped";

/** Counts of requests to the emulated API, `/v1` and `/.well-known`, by `METHOD /route` and by status. */
export interface StatisticsReport {
  total: number;
  requests: Record<string, number>;
  statuses: Record<string, number>;
}

export interface Statistics {
  count(route: string, outcome: Outcome): void;
  report(): StatisticsReport;
  reset(): void;
}

export function createStatistics(): Statistics {
  let total = 0;
  const requests = new Map<string, number>();
  const statuses = new Map<string, number>();
  return {
    count(route, outcome) {
      total += 1;
      increment(requests, route);
      increment(statuses, String(outcome));
    },
    report: () => ({
      total,
      requests: Object.fromEntries(requests),
      statuses: Object.fromEntries(statuses),
    }),
    reset() {
      total = 0;
      requests.clear();
      statuses.clear();
    },
  };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
