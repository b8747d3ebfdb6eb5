import { z } from "zod";
import { visibleIn } from "../report/json.ts";
import type { Finding, PolicyFinding } from "../report.ts";
import { SEVERITIES } from "../severities/index.ts";
import type { Audit } from "./audit.ts";

/** Raised where a reader of an earlier version would misread what is written. */
export const AUDIT_VERSION = 1;

const text = z.string();
const texts = z.array(text);
const severity = z.enum(SEVERITIES);

const finding = z.object({
  id: text.describe("A row of SEVERITIES.md."),
  severity,
  property: text.optional(),
  sentence: text,
  details: texts,
});

const policyFinding = z.object({
  rule: text,
  severity,
  level: z.enum(["advisory", "mandatory", "remediate"]),
  property: text,
  message: text,
  isExempted: z.boolean(),
});

/** An audit as JSON: what is written, what `--since` reads, and audit.schema.json. */
export const auditSchema = z
  .object({
    version: z.literal(AUDIT_VERSION),
    projectId: text,
    at: z.iso.datetime().describe("When the audit was taken."),
    severity: severity.nullable().describe("The worst of all; null where nothing was found."),
    clients: z
      .array(
        z.object({
          urn: text.describe("Of its resource, or its id where no stack holds it."),
          id: text.optional(),
          title: text,
          clientType: text,
          owner: text,
          isManaged: z.boolean().optional().describe("Absent where no state was given."),
          redirects: texts,
          severity: severity.nullable(),
          findings: z.array(finding),
          policy: z.array(policyFinding),
        }),
      )
      .describe("Every client, worst first."),
    findings: z.array(finding).describe("Of the project itself."),
    policy: z.array(policyFinding).describe("Of no single client."),
    server: z.object({
      issuer: text.optional(),
      grants: texts,
      codeChallengeMethods: texts,
      registrationEndpoint: text.optional(),
      takesMetadataDocuments: z.boolean(),
      keys: texts,
    }),
    exemptions: z.array(
      z.object({
        client: text,
        rule: text,
        reason: text,
        owner: text,
        expires: z.iso.date(),
        isExpired: z.boolean(),
        isUsed: z.boolean(),
      }),
    ),
    notes: texts,
    since: z
      .object({ at: text, known: z.int().min(0), resolved: z.int().min(0) })
      .optional()
      .describe("Compared with an earlier audit, whose findings are left out."),
  })
  .describe("An audit of a Stytch project by stytch-review project --format json.");

/** The text of audit.schema.json, as data. */
export function auditJsonSchema(): object {
  return z.toJSONSchema(auditSchema, { target: "draft-2020-12" });
}

export type AuditDocument = z.output<typeof auditSchema>;

/** An audit as plain data, every text on one line and visible. */
export function auditDocument(audit: Audit): AuditDocument {
  const { clients, findings, policy, severity: worst, since, ...rest } = audit;
  return visibleIn({
    version: AUDIT_VERSION,
    ...rest,
    severity: worst ?? null,
    clients: clients.map(({ client, ...one }) => ({
      urn: client.urn,
      ...(client.id !== undefined && { id: client.id }),
      ...one,
      severity: one.severity ?? null,
      findings: one.findings.map(findingData),
      policy: one.policy.map(policyData),
    })),
    findings: findings.map(findingData),
    policy: policy.map(policyData),
    ...(since !== undefined && { since }),
  }) as AuditDocument;
}

function findingData({ client: _client, ...data }: Finding) {
  return data;
}

function policyData({ client: _client, ...data }: PolicyFinding) {
  return data;
}
