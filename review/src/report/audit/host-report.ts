import type { Audit } from "../../audit/audit.ts";
import type { ClientRef } from "../../client.ts";
import { entriesOf } from "../entries.ts";
import type { HostReport } from "../host-report.ts";
import { auditSummary, sinceText } from "./words.ts";

/** An audit as the formats of hosts take it. */
export function hostReportOfAudit(audit: Audit): HostReport {
  const { clients, notes, severity } = audit;
  const all = [audit, ...clients];
  const findings = all.flatMap((one) => one.findings);
  const policies = { new: all.flatMap((one) => one.policy), before: [] };
  const titles = new Map(clients.map(({ client, title }) => [client.urn, title]));
  // Where no stack holds it, what people call it says more than its id.
  const named = (client: ClientRef) =>
    client.urn === client.id ? { ...client, name: titles.get(client.urn) ?? client.name } : client;
  const since = sinceText(audit);
  return {
    done: "the project is audited",
    summary: `${audit.projectId}: ${[auditSummary(audit), ...(since ? [since] : [])].join("; ")}`,
    isSilent: severity === undefined || severity === "cosmetic",
    problems: [],
    notes,
    entries: (options) =>
      entriesOf(findings, policies, options).map((entry) =>
        entry.client === undefined ? entry : { ...entry, client: named(entry.client) },
      ),
  };
}
