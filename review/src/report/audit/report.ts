import type { Audit } from "../../audit/audit.ts";
import { projectRef } from "../../audit/audit-project.ts";
import type { Report, ReviewedClient } from "../../report.ts";
import { SEVERITIES, type Severity } from "../../severities/index.ts";

/** An audit as the formats for hosts take it: of things that are, instead of those that change. */
export function reportOfAudit(audit: Audit): Report {
  const { findings, policy, clients, exemptions, notes, severity, since } = audit;
  const ofProject = {
    findings,
    severity: findings[0]?.severity,
    client: projectRef(audit.projectId),
  };
  const told = [ofProject, ...clients.map((one) => ({ ...one, client: named(one) }))];
  const reviewed = told.flatMap(({ client, findings: [worst, ...others] }): ReviewedClient[] =>
    worst === undefined
      ? []
      : [
          {
            client,
            kind: "same",
            severity: worst.severity,
            findings: [worst, ...others],
            unknown: [],
          },
        ],
  );
  const all = reviewed.flatMap((one) => one.findings);
  const counts = SEVERITIES.map((one): [Severity, number] => [
    one,
    all.filter((finding) => finding.severity === one).length,
  ]);
  return {
    clients: reviewed,
    policy: {
      new: [...policy, ...clients.flatMap((one) => one.policy)],
      before: [],
      resolved: since?.resolved ?? 0,
    },
    exemptions,
    totals: {
      changed: reviewed.length,
      unchanged: clients.length + 1 - reviewed.length,
      findings: Object.fromEntries(counts) as Record<Severity, number>,
    },
    problems: [],
    notes,
    severity,
  };
}

/** Where no stack holds it, what people call it says more than its id. */
function named({ client, title }: Audit["clients"][number]) {
  return client.urn === client.id ? { ...client, name: title } : client;
}
