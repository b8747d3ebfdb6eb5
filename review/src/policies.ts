import { EXEMPTIONS, settingsIn } from "pulumi-stytch-connected-apps-policy/analysis";
import {
  type Configuration,
  type ConnectedApp,
  evaluate,
  type Finding,
} from "pulumi-stytch-connected-apps-policy/rules";
import type { Change } from "./change.ts";
import type { ClientRef } from "./client.ts";
import { policyApp } from "./policy-app.ts";
import { isSettled, type PolicyFinding, type Report, type ReportedExemption } from "./report.ts";
import { SEVERITIES } from "./severities/index.ts";

/** What the rules say of a deployment, and which exemptions there are. */
export interface PolicyVerdict {
  readonly policy: Report["policy"];
  readonly exemptions: readonly ReportedExemption[];
}

/**
 * Judges the clients as they are before and after, by the same rules under the same configuration: what
 * is true of both was there already. What cannot be seen, no rule judges.
 *
 * @param configuration as `--policy-pack-config` takes it.
 * @param now the time that decides on exemptions and ages.
 * @param projectId the Stytch project, where the deployment does not say it.
 */
export function judgePolicies(
  changes: readonly Change[],
  configuration: Configuration,
  now: Date,
  projectId: string | undefined,
): PolicyVerdict {
  const settings = settingsIn(configuration, now);
  const refs = new Map(changes.map(({ client }) => [client.urn, client]));
  const appsOf = (side: "before" | "after"): ConnectedApp[] =>
    changes.flatMap((change) => {
      const client = change[side];
      if (client === undefined) return [];
      const project = change.client.projectId ?? projectId;
      const environment = settings.environmentOf(project, change.client.urn);
      return [policyApp(change.client, client, environment)];
    });
  // The exemptions are listed on their own.
  const rules = { ...configuration, [EXEMPTIONS]: "disabled" };
  const judge = (apps: readonly ConnectedApp[]) =>
    evaluate(apps, rules, { now, whenUnknown: () => {} });
  const [former, present] = [judge(appsOf("before")), judge(appsOf("after"))];
  const [formerKeys, presentKeys] = [new Set(former.map(keyOf)), new Set(present.map(keyOf))];
  const reported = (findings: readonly Finding[]) =>
    findings.map((finding) => reportOf(finding, refs)).sort(worstFirst);
  return {
    policy: {
      new: reported(present.filter((finding) => !formerKeys.has(keyOf(finding)))),
      before: reported(present.filter((finding) => formerKeys.has(keyOf(finding)))),
      resolved: [...formerKeys].filter((key) => !presentKeys.has(key)).length,
    },
    exemptions: settings.exemptions.map((exemption) => ({
      client: exemption.client,
      rule: exemption.rule,
      reason: exemption.reason,
      owner: exemption.owner,
      expires: exemption.expires,
      isExpired: settings.isExpired(exemption),
      isUsed: present.some(({ rule, exempted, urn = "" }) => {
        const app = refs.get(urn);
        return (
          exempted && rule === exemption.rule && app !== undefined && settings.isFor(exemption, app)
        );
      }),
    })),
  };
}

/** Equal for the same violation by the same client, wherever it is in a list. */
function keyOf({ rule, urn, property, message }: Finding): string {
  const said = message.replace(property, "").replaceAll(/\[\d+\]/g, "[]");
  return JSON.stringify([rule, urn, property.replaceAll(/\[\d+\]/g, "[]"), said]);
}

function reportOf(finding: Finding, refs: ReadonlyMap<string, ClientRef>): PolicyFinding {
  const { rule, severity, level, urn, property, message, exempted } = finding;
  return {
    rule,
    severity,
    level: level ?? "mandatory",
    client: urn === undefined ? undefined : refs.get(urn),
    property,
    message,
    isExempted: exempted,
  };
}

/** What is settled comes last; what is equally severe, by client. */
function worstFirst(left: PolicyFinding, right: PolicyFinding): number {
  const rank = (finding: PolicyFinding) =>
    Number(isSettled(finding)) * SEVERITIES.length + SEVERITIES.indexOf(finding.severity);
  const keyOfPlace = ({ client, rule, property }: PolicyFinding) =>
    `${client?.urn} ${rule} ${property}`;
  const [one, other] = [keyOfPlace(left), keyOfPlace(right)];
  return rank(left) - rank(right) || (one < other ? -1 : Number(one > other));
}
