import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { ChangeKind } from "../change.ts";
import type { ClientRef, Place } from "../client.ts";
import {
  openIn,
  type PolicyFinding,
  type Report,
  type ReportedExemption,
  type ReviewedClient,
} from "../report.ts";
import { isAtLeast, SEVERITIES, type Severity } from "../severities/index.ts";

/** What happens to a client, after its name. */
export const KINDS: Readonly<Record<ChangeKind, string>> = {
  create: "new",
  adopt: "adopted",
  import: "imported",
  update: "changed",
  replace: "replaced",
  delete: "deleted",
  forget: "left alone",
  same: "kept",
};

/** Whether nothing in a report needs a reader: at most cosmetics, and nothing went wrong. */
export function isSilent({ severity, problems }: Report): boolean {
  return problems.length === 0 && (severity === undefined || severity === "cosmetic");
}

/** The clients that need a look, and those with nothing but cosmetics. */
export function partsOf({ clients }: Report): {
  readonly serious: readonly ReviewedClient[];
  readonly cosmetic: readonly ReviewedClient[];
} {
  return {
    serious: clients.filter(({ severity }) => isAtLeast(severity, "low")),
    cosmetic: clients.filter(({ severity }) => severity === "cosmetic"),
  };
}

/** The worst thing that is said of a client. */
export function worstSentence({ findings: [worst] }: ReviewedClient): string {
  return visible(worst?.sentence ?? "");
}

/** A longer name would push what matters out of sight. */
const LONGEST_NAME = 200;

export function nameOf({ name }: Pick<ClientRef, "name">): string {
  const isLong = name.length > LONGEST_NAME;
  return visible(isLong ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);
}

/** `src/index.ts:12`; undefined where no line is recorded. */
export function placeText(place: Place | undefined): string | undefined {
  return place === undefined ? undefined : visible(`${place.file}:${place.line}`);
}

/**
 * `findings: 2 critical, 1 low` and `policies: 1 high`: how many there are by severity, without what is settled;
 * empty where there are none. It means the same of a change and of a project.
 */
export function totalsTexts(
  findings: readonly { readonly severity: Severity }[],
  policy: readonly PolicyFinding[],
): string[] {
  const counted = { findings, policies: openIn(policy) };
  return Object.entries(counted).flatMap(([noun, all]) => {
    const bySeverity = Map.groupBy(all, ({ severity }) => severity);
    const counts = SEVERITIES.flatMap((severity) => {
      const count = bySeverity.get(severity)?.length ?? 0;
      return count > 0 ? `${count} ${severity}` : [];
    });
    return counts.length > 0 ? `${noun}: ${counts.join(", ")}` : [];
  });
}

/** `3 clients change, 9 stay; findings: 1 critical, 2 low; policies: 1 high`. */
export function summaryText({ clients, policy, totals }: Report): string {
  const { changed, unchanged } = totals;
  const change = `${changed} ${changed === 1 ? "client changes" : "clients change"}`;
  const kept = unchanged > 0 ? `, ${unchanged} ${unchanged === 1 ? "stays" : "stay"}` : "";
  const findings = clients.flatMap((client) => client.findings);
  return [`${change}${kept}`, ...totalsTexts(findings, policy.new)].join("; ");
}

export function exemptionText(exemption: ReportedExemption): string {
  const { client, rule, owner, reason, expires, isExpired, isUsed } = exemption;
  const end = isExpired ? `expired on ${expires}` : `until ${expires}`;
  const use = isUsed ? "" : ", not used";
  return visible(`${client} from ${rule}, ${end}, by ${owner}: ${reason}${use}`);
}

export function policyText({ client, rule, message, isExempted }: PolicyFinding): string {
  const whose = client === undefined ? "" : `${client.name}: `;
  return visible(`${whose}${message} (${rule}${isExempted ? ", exempted" : ""})`);
}

/** What a list loses where it is cut. */
export function moreText(left: number, what: string): string {
  return `${left} more ${what}${left === 1 ? "" : "s"}`;
}
