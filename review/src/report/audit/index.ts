import type { Audit } from "../../audit/audit.ts";
import { auditDocument } from "../../audit/document.ts";
import type { FormatOptions } from "../format.ts";
import { HOST_FORMATTERS } from "../index.ts";
import { hostReportOfAudit } from "./host-report.ts";
import { renderAuditMarkdown } from "./markdown.ts";
import { renderAuditPretty } from "./pretty.ts";

/** How an audit is written. Every text in it is foreign: a format escapes it as its reader needs. */
type AuditFormatter = (audit: Audit, options: FormatOptions) => string | Promise<string>;

/** Formats that say of an audit something else than of a change. */
const OWN = {
  pretty: renderAuditPretty,
  markdown: renderAuditMarkdown,
  json: (audit) => `${JSON.stringify(auditDocument(audit), null, 2)}\n`,
  html: async (audit) => (await import("./html/page.ts")).renderAuditHtml(audit),
} as const satisfies Readonly<Record<string, AuditFormatter>>;

type HostFormat = keyof typeof HOST_FORMATTERS;

export type AuditFormat = HostFormat | keyof typeof OWN;

export const AUDIT_FORMATS = [
  ...Object.keys(OWN),
  ...Object.keys(HOST_FORMATTERS),
] as AuditFormat[];

/** Writes an audit. */
export async function renderAudit(
  audit: Audit,
  format: AuditFormat,
  options: FormatOptions,
): Promise<string> {
  if (format in OWN) return OWN[format as keyof typeof OWN](audit, options);
  return HOST_FORMATTERS[format as HostFormat](hostReportOfAudit(audit), options);
}
