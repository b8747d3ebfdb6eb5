import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { Audit, AuditedClient } from "../../audit/audit.ts";
import { type Finding, isSettled, type PolicyFinding } from "../../report.ts";
import { MEANINGS, SEVERITIES, type Severity } from "../../severities/index.ts";
import { totalsTexts } from "../words.ts";

/** One thing that is said of a client or of the project: by the table, or by a policy. */
export interface Entry {
  readonly severity: Severity;
  /** Row of the table, or name of the policy. */
  readonly id: string;
  readonly text: string;
  /** Further lines. */
  readonly details: readonly string[];
  /** Why a row of the table matters, or the level of a policy. */
  readonly note: string;
  /** Whether no one has to look at it: an exemption applies, or the policy corrects it. */
  readonly isSettled: boolean;
}

/** All that is said, worst first; what is settled last. Plain text, one line each. */
export function entriesOf({ findings, policy }: Pick<Audit, "findings" | "policy">): Entry[] {
  return [...findings.map(entryOfFinding), ...policy.map(entryOfPolicy)].sort(worstFirst);
}

function entryOfFinding({ id, severity, sentence, details }: Finding): Entry {
  return {
    severity,
    id,
    text: visible(sentence),
    details: details.map(visible),
    note: MEANINGS[id].why,
    isSettled: false,
  };
}

function entryOfPolicy(finding: PolicyFinding): Entry {
  const { rule, severity, level, message, isExempted } = finding;
  return {
    severity,
    id: rule,
    text: visible(message),
    details: [],
    note: isExempted ? `${level}, exempted` : level,
    isSettled: isSettled(finding),
  };
}

function worstFirst(left: Entry, right: Entry): number {
  const rank = ({ severity, isSettled }: Entry) =>
    SEVERITIES.indexOf(severity) + (isSettled ? SEVERITIES.length : 0);
  return rank(left) - rank(right);
}

/** The clients of which something is said that is not settled. */
export function clientsToSee({ clients }: Audit): readonly AuditedClient[] {
  return clients.filter(({ severity }) => severity !== undefined);
}

/** `5000 clients, 12 of no stack; findings: 1 critical, 2 low; policies: 1 high`. */
export function auditSummary(audit: Audit): string {
  const { clients } = audit;
  const unmanaged = clients.filter(({ isManaged }) => isManaged === false).length;
  const all = [audit, ...clients];
  const totals = totalsTexts(
    all.flatMap((one) => one.findings),
    all.flatMap((one) => one.policy),
  );
  return [
    `${clients.length} ${clients.length === 1 ? "client" : "clients"}${unmanaged > 0 ? `, ${unmanaged} of no stack` : ""}`,
    ...(totals.length > 0 ? totals : ["nothing found"]),
  ].join("; ");
}

/** What is compared, where only news are told; undefined where all is. */
export function sinceText({ since }: Audit): string | undefined {
  if (since === undefined) return undefined;
  return visible(
    `only what is new since ${since.at}: ${since.known} known before, ${since.resolved} resolved`,
  );
}

/** The public documents in a few lines: name and value. */
export function serverLines({ server }: Audit): readonly (readonly [string, string])[] {
  const listed = (values: readonly string[]) =>
    values.length > 0 ? values.join(", ") : "not named";
  const lines: readonly (readonly [string, string])[] = [
    ["Issuer", server.issuer ?? "not named"],
    ["Grants", listed(server.grants)],
    ["Code challenge methods", listed(server.codeChallengeMethods)],
    ["Dynamic registration", server.registrationEndpoint ?? "off"],
    ["Client id metadata documents", server.takesMetadataDocuments ? "accepted" : "not named"],
    ["Signing keys", listed(server.keys)],
  ];
  return lines.map(([name, value]) => [name, visible(value)] as const);
}
