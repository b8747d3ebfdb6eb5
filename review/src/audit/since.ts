import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import { ReviewInputError } from "../errors.ts";
import type { Source } from "../read/index.ts";
import { worstOf } from "../severities/index.ts";
import type { Audit } from "./audit.ts";
import { severityOf, worstFirst } from "./audit-project.ts";
import { type AuditDocument, auditDocument, auditSchema } from "./document.ts";

/**
 * Reads an earlier audit, as `--format json` wrote it.
 *
 * @throws ReviewInputError
 */
export function readAudit({ name, text }: Source): AuditDocument {
  const audit = auditSchema.safeParse(parsed(text));
  if (audit.success) return audit.data;
  throw new ReviewInputError(
    `${name}: is not an audit by this version; give a file that stytch-review project --format json=FILE wrote.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What an audit found that an earlier one did not.
 *
 * @throws ReviewInputError where that is of another project.
 */
export function since(audit: Audit, earlier: AuditDocument): Audit {
  if (earlier.projectId !== audit.projectId) {
    throw new ReviewInputError(
      `--since: the earlier audit is of ${earlier.projectId}, and this one of ${audit.projectId}; give one of the same project.`,
    );
  }
  const former = new Set(keysIn(earlier));
  const present = new Set(keysIn(auditDocument(audit)));
  const isNew = (urn: string) => (one: Kept) => !former.has(keyOf(urn, one));
  const clients = audit.clients.map((one) => {
    const findings = one.findings.filter(isNew(one.client.urn));
    const policy = one.policy.filter(isNew(one.client.urn));
    return { ...one, findings, policy, severity: severityOf(findings, policy) };
  });
  const findings = audit.findings.filter(isNew(audit.projectId));
  const policy = audit.policy.filter(isNew(audit.projectId));
  const known = [...present].filter((key) => former.has(key)).length;
  return {
    ...audit,
    clients: clients.sort(worstFirst),
    findings,
    policy,
    severity: worstOf(
      [severityOf(findings, policy), ...clients.map(({ severity }) => severity)].flatMap(
        (severity) => severity ?? [],
      ),
    ),
    since: {
      at: earlier.at,
      known,
      resolved: [...former].filter((key) => !present.has(key)).length,
    },
  };
}

type Kept =
  | { readonly id: string; readonly property?: string | undefined; readonly sentence: string }
  | { readonly rule: string; readonly property: string; readonly message: string };

function keysIn(document: AuditDocument): string[] {
  return [
    ...[...document.findings, ...document.policy].map((one) => keyOf(document.projectId, one)),
    ...document.clients.flatMap(({ urn, findings, policy }) =>
      [...findings, ...policy].map((one) => keyOf(urn, one)),
    ),
  ];
}

/** Equal for the same finding of the same client, wherever in a list its property is. */
function keyOf(urn: string, one: Kept): string {
  const property = one.property?.replaceAll(/\[\d+\]/g, "[]") ?? "";
  const said =
    "id" in one
      ? [one.id, one.sentence]
      : [one.rule, one.message.replace(one.property, "").replaceAll(/\[\d+\]/g, "[]")];
  // As a document has them: every text visible.
  return JSON.stringify([urn, property, ...said].map(visible));
}
