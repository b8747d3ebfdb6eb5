import type { ChangeKind } from "./change.ts";
import type { ClientRef } from "./client.ts";
import type { MeaningId, Severity } from "./severities/index.ts";

/** What a change means in one respect: a row of the table of severities, at a place. */
export interface Finding {
  readonly id: MeaningId;
  readonly severity: Severity;
  readonly client: ClientRef;
  /** Path of the property, e.g. `redirectUrls`; undefined where the whole client is meant. */
  readonly property: string | undefined;
  /** One line of plain text without a secret; texts of programs are quoted in it, and visible. */
  readonly sentence: string;
  /** Further lines, of the same kind. */
  readonly details: readonly string[];
}

/** What a rule of the policy package says. */
export interface PolicyFinding {
  readonly rule: string;
  readonly severity: Exclude<Severity, "cosmetic">;
  readonly level: "advisory" | "mandatory" | "remediate";
  /** Undefined if no single client is the cause. */
  readonly client: ClientRef | undefined;
  readonly property: string;
  readonly message: string;
  /** Whether an exemption applies. */
  readonly isExempted: boolean;
}

/** Whether no one has to look at a violation: an exemption or a correction takes care of it. */
export function isSettled({ isExempted, level }: PolicyFinding): boolean {
  return isExempted || level === "remediate";
}

export function openIn(findings: readonly PolicyFinding[]): PolicyFinding[] {
  return findings.filter((finding) => !isSettled(finding));
}

/** An exemption of the configuration of the policies. */
export interface ReportedExemption {
  readonly client: string;
  readonly rule: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day, `YYYY-MM-DD` (UTC). */
  readonly expires: string;
  readonly isExpired: boolean;
  /** Whether a finding of this report needs it. */
  readonly isUsed: boolean;
}

/** One client of a report with all that is said of it. */
export interface ReviewedClient {
  readonly client: ClientRef;
  readonly kind: ChangeKind;
  /** The worst of its findings. */
  readonly severity: Severity;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Properties that only the update will know. */
  readonly unknown: readonly string[];
}

/** What a review found; every format shows this and nothing else. */
export interface Report {
  /** Clients that change, worst first; those of equal severity by name. */
  readonly clients: readonly ReviewedClient[];
  readonly policy: {
    /** Not there before the change; worst first, and last what is settled. */
    readonly new: readonly PolicyFinding[];
    /** There before it, and still. */
    readonly before: readonly PolicyFinding[];
    /** How many the change resolves. */
    readonly resolved: number;
  };
  readonly exemptions: readonly ReportedExemption[];
  readonly totals: {
    /** Clients that the change touches, and that stay as they are. */
    readonly changed: number;
    readonly unchanged: number;
    /** Findings by severity. */
    readonly findings: Readonly<Record<Severity, number>>;
  };
  /** Why the preview failed, so that there may be more changes; empty if it did not. */
  readonly problems: readonly string[];
  /** What could not be looked at, so that a comparison with it is missing. */
  readonly notes: readonly string[];
  /** The worst of the findings and of what policies find anew; undefined where nothing changes. */
  readonly severity: Severity | undefined;
}
