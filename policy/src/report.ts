import type { ReportViolation } from "@pulumi/policy";
import type { Finding } from "./findings.ts";

/**
 * Reports a text with the level of its finding. By the SDK's types a policy has one level; at run time,
 * since 1.20, `reportViolation` accepts an object with a level too, and adds no description.
 */
export function report(
  reportViolation: ReportViolation,
  message: string,
  { level, urn }: Pick<Finding, "level" | "urn">,
): void {
  const violation: object = { message, enforcementLevel: level, urn };
  reportViolation(violation as unknown as string);
}
