import type { ReportViolation } from "@pulumi/policy";
import type { Finding } from "./findings.ts";

/**
 * Reports a text with the level that its finding has. A policy has one level for the SDK's types; at
 * run time, since 1.20, `reportViolation` takes an object with a level too, and adds no description.
 */
export function report(
  reportViolation: ReportViolation,
  message: string,
  { level, urn }: Pick<Finding, "level" | "urn">,
): void {
  const violation: object = { message, enforcementLevel: level, urn };
  reportViolation(violation as unknown as string);
}
