/** How much a change matters, the worst first. */
export const SEVERITIES = ["critical", "high", "medium", "low", "cosmetic"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Whether one severity is worse than, or as bad as, another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** The worst of these; undefined for none. */
export function worstOf(severities: Iterable<Severity>): Severity | undefined {
  const all = new Set(severities);
  return SEVERITIES.find((severity) => all.has(severity));
}

/** What a change may mean. */
export interface Meaning {
  readonly severity: Severity;
  /** What it is, in a few words: the title of a finding. */
  readonly title: string;
  /** Why it has this severity: whole sentences. */
  readonly why: string;
}
