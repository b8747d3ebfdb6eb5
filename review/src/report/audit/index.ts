import type { Audit } from "../../audit/audit.ts";
import { auditDocument } from "../../audit/document.ts";
import type { FormatOptions } from "../format.ts";
import { FORMATTERS, type Format } from "../index.ts";
import { renderAuditMarkdown } from "./markdown.ts";
import { renderAuditPretty } from "./pretty.ts";
import { reportOfAudit } from "./report.ts";

/** How an audit is written. Every text in it is foreign: a format escapes it as its reader needs. */
type AuditFormatter = (audit: Audit, options: FormatOptions) => string | Promise<string>;

/** Formats that say of an audit something else than of a change. */
const OWN = {
  pretty: renderAuditPretty,
  markdown: renderAuditMarkdown,
  json: (audit) => `${JSON.stringify(auditDocument(audit), null, 2)}\n`,
  html: async (audit) => (await import("./html/page.ts")).renderAuditHtml(audit),
} as const satisfies Readonly<Record<string, AuditFormatter>>;

export type AuditFormat = Format | keyof typeof OWN;

export const AUDIT_FORMATS = [
  ...new Set([...Object.keys(OWN), ...Object.keys(FORMATTERS)]),
] as AuditFormat[];

/** Writes an audit; for a host's format as a report in which everything is as it was. */
export async function renderAudit(
  audit: Audit,
  format: AuditFormat,
  options: FormatOptions,
): Promise<string> {
  if (format in OWN) return OWN[format as keyof typeof OWN](audit, options);
  return FORMATTERS[format as Format](reportOfAudit(audit), options);
}
