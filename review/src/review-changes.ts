import type { Configuration } from "pulumi-stytch-connected-apps-policy/rules";
import type { AddressChange, Change } from "./change.ts";
import { type Client, UNKNOWN } from "./client.ts";
import { judgeAddress, meaningOf, surroundingsOf } from "./meaning/index.ts";
import { judgePolicies } from "./policies.ts";
import type { Deployment } from "./read/deployment.ts";
import { type Finding, openIn, type Report, type ReviewedClient } from "./report.ts";
import { SEVERITIES, type Severity, worstOf } from "./severities/index.ts";

export interface ReviewOptions {
  /** Of the policies, as `--policy-pack-config` takes it. Default: the profile `baseline`. */
  readonly configuration?: Configuration;
  /** Decides on exemptions and on ages of secrets. Default: now. */
  readonly now?: Date;
  /** The Stytch project, where the deployment does not say it, as for the first client of a stack. */
  readonly projectId?: string | undefined;
}

/** What a deployment means to the login system. Pure, but for the default of `now`. */
export function reviewChanges(
  { changes, addresses = [], problems, notes }: Deployment,
  { configuration = {}, now = new Date(), projectId }: ReviewOptions = {},
): Report {
  const surroundings = surroundingsOf(changes);
  const changed = changes
    .map((change) => reviewed(change, meaningOf(change, surroundings)))
    .filter((client) => client !== undefined);
  const clients = [...changed, ...addresses.flatMap(reviewedAddress)].sort(worstFirst);
  const { policy, exemptions } = judgePolicies(changes, configuration, now, projectId);
  const findings = clients.flatMap((client) => client.findings);
  const severities = [...findings, ...openIn(policy.new)].map(({ severity }) => severity);
  return {
    clients,
    policy,
    exemptions,
    totals: {
      changed: changed.length,
      unchanged: changes.length - changed.length,
      findings: countsOf(findings),
    },
    problems,
    notes,
    severity: worstOf(severities),
  };
}

function reviewed(change: Change, findings: readonly Finding[]): ReviewedClient | undefined {
  const severity = worstOf(findings.map((finding) => finding.severity));
  if (severity === undefined) return undefined;
  const { client, kind, after } = change;
  return { client, kind, severity, findings, unknown: unknownIn(after) };
}

/** A provider stands among the clients, all of which it concerns. */
function reviewedAddress(address: AddressChange): ReviewedClient[] {
  const findings = judgeAddress(address);
  const severity = worstOf(findings.map((finding) => finding.severity));
  if (severity === undefined) return [];
  return [{ client: address.client, kind: "update", severity, findings, unknown: [] }];
}

function unknownIn(client: Client | undefined): string[] {
  const values = Object.entries({ ...client?.fields, ...client?.local });
  return values.filter(([, value]) => holdsUnknown(value)).map(([name]) => name);
}

function holdsUnknown(value: unknown): boolean {
  return value === UNKNOWN || (Array.isArray(value) && value.some(holdsUnknown));
}

function worstFirst(left: ReviewedClient, right: ReviewedClient): number {
  const rank = ({ severity }: ReviewedClient) => SEVERITIES.indexOf(severity);
  const [one, other] = [keyOf(left), keyOf(right)];
  return rank(left) - rank(right) || (one < other ? -1 : Number(one > other));
}

function keyOf({ client }: ReviewedClient): string {
  return `${client.name} ${client.urn}`;
}

function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const countOf = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).length;
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, countOf(severity)])) as Record<
    Severity,
    number
  >;
}
