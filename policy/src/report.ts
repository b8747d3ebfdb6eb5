import type { ReportViolation } from "@pulumi/policy";
import type { Finding } from "./findings.ts";

/**
 * Reports a finding with the level that it has. A policy has one level for the SDK's types; at run
 * time, since 1.20, `reportViolation` takes an object with a level too.
 */
export function report(
  reportViolation: ReportViolation,
  { message, level, urn }: Finding,
  description: string,
): void {
  const violation: object = { message: `${description}\n${message}`, enforcementLevel: level, urn };
  if (level === undefined) reportViolation(message, urn);
  else reportViolation(violation as unknown as string);
}
