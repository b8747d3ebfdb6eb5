import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { ClientRef } from "../client.ts";
import type { Report } from "../report.ts";
import type { Formatter } from "./format.ts";

/** Raised where a reader of an earlier version would misread what is written. */
export const REPORT_VERSION = 1;

/** For programs, by `report.schema.json`: everything, cosmetics too. */
export const renderJson: Formatter = (report) => `${JSON.stringify(documentOf(report), null, 2)}\n`;

/** A report as plain data, every text on one line and visible. */
export function documentOf(report: Report): object {
  const client = (ref: ClientRef) => ({
    urn: ref.urn,
    name: ref.name,
    type: ref.type,
    resource: ref.resource,
    ...(ref.id !== undefined && { id: ref.id }),
    ...(ref.projectId !== undefined && { projectId: ref.projectId }),
    ...(ref.place !== undefined && { place: ref.place }),
  });
  const policy = (finding: Report["policy"]["new"][number]) => ({
    ...finding,
    client: finding.client?.urn,
  });
  return visibleIn({
    version: REPORT_VERSION,
    severity: report.severity ?? null,
    totals: report.totals,
    clients: report.clients.map((one) => ({
      ...client(one.client),
      change: one.kind,
      severity: one.severity,
      findings: one.findings.map(({ client: _client, ...finding }) => finding),
      unknown: one.unknown,
    })),
    policy: {
      new: report.policy.new.map(policy),
      before: report.policy.before.map(policy),
      resolved: report.policy.resolved,
    },
    exemptions: report.exemptions,
    problems: report.problems,
    notes: report.notes,
  }) as object;
}

/** Plain data with every text on one line and visible. */
export function visibleIn(data: unknown): unknown {
  if (typeof data === "string") return visible(data);
  if (Array.isArray(data)) return data.map(visibleIn);
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, visibleIn(value)]));
}
