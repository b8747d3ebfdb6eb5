import { createHash } from "node:crypto";
import { rules } from "pulumi-stytch-connected-apps-policy/rules";
import type { ClientRef } from "../client.ts";
import type { Finding, PolicyFinding, Report } from "../report.ts";
import { isAtLeast, MEANINGS, SEVERITIES, type Severity } from "../severities/index.ts";

/** What a host shows at a line: a finding, or a violation of a policy. Its texts are foreign. */
export interface Entry {
  /** Id of a meaning, or name of a rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** Undefined if no single client is the cause. */
  readonly client: ClientRef | undefined;
  readonly text: string;
  readonly details: readonly string[];
  /** Whether it was there before the change. */
  readonly isOld: boolean;
  /** Who takes care of it, so that no one has to; undefined where someone has to. */
  readonly settledBy: string | undefined;
  /** Equal in all reports for the same at the same client, wherever its line has moved. */
  readonly fingerprint: string;
}

/** What a rule of an entry is, in own words. */
export interface RuleText {
  readonly title: string;
  readonly description: string;
  /** URL of the text that it comes from, if there is one. */
  readonly source: string | undefined;
}

/**
 * Everything that hosts show, worst first.
 *
 * @param always whether cosmetics are shown too.
 */
export function entriesOf(
  findings: readonly Finding[],
  policy: Pick<Report["policy"], "new" | "before">,
  { always }: { readonly always: boolean },
): Entry[] {
  const entries = [
    ...findings.filter(({ severity }) => always || isAtLeast(severity, "low")).map(ofFinding),
    ...policy.new.map((finding) => ofPolicy(finding, false)),
    ...policy.before.map((finding) => ofPolicy(finding, true)),
  ];
  const rank = ({ isOld, settledBy, severity }: Partial<Entry> & Pick<Entry, "severity">) =>
    Number(isOld === true || settledBy !== undefined) * SEVERITIES.length +
    SEVERITIES.indexOf(severity);
  return fingerprinted(entries.sort((left, right) => rank(left) - rank(right)));
}

/** Whether someone has to look at it because of this change. */
export function isOpen({ isOld, settledBy }: Entry): boolean {
  return !isOld && settledBy === undefined;
}

export function ruleText(rule: string): RuleText {
  if (rule in MEANINGS) {
    const { title, why } = MEANINGS[rule as keyof typeof MEANINGS];
    return { title, description: why, source: undefined };
  }
  const found = rules.find(({ name }) => name === rule);
  const { title = rule, description = rule, source } = found ?? {};
  return { title, description, source };
}

type Unmarked = Omit<Entry, "fingerprint">;

function ofFinding({ id, severity, client, sentence, details }: Finding): Unmarked {
  return {
    rule: id,
    severity,
    client,
    text: sentence,
    details,
    isOld: false,
    settledBy: undefined,
  };
}

function ofPolicy(finding: PolicyFinding, isOld: boolean): Unmarked {
  const { rule, severity, client, message, isExempted, level } = finding;
  const corrected = level === "remediate" ? "corrected by the policy pack" : undefined;
  const settledBy = isExempted ? "exempted by the configuration of the policies" : corrected;
  return { rule, severity, client, text: message, details: [], isOld, settledBy };
}

function fingerprinted(entries: readonly Unmarked[]): Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const key = JSON.stringify([entry.rule, entry.client?.urn, entry.text]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    const hash = createHash("sha256").update(`${before} ${key}`);
    return { ...entry, fingerprint: hash.digest("hex") };
  });
}
