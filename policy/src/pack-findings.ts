import { unusedNote } from "./exemptions.ts";
import type { ExplainedFinding } from "./findings.ts";
import type { Exemption } from "./settings.ts";

/** Name of the policy that reports on exemptions. */
export const EXEMPTIONS = "connected-apps-exemptions";

/** Something that is wrong with a configuration. */
export interface ConfigurationError {
  /** The policy whose configuration is wrong. */
  readonly policy: string;
  /** Names policy, key and what is allowed. */
  readonly problem: string;
}

export function configurationErrors(
  policy: string,
  problems: readonly string[],
): ConfigurationError[] {
  return problems.map((problem) => ({ policy, problem }));
}

/** A configuration error as a finding: nothing passes with it. */
export function configurationFinding({ policy, problem }: ConfigurationError): ExplainedFinding {
  const summary = "The configuration of the policy pack is wrong";
  return {
    rule: policy,
    severity: "high",
    level: "mandatory",
    urn: undefined,
    property: "",
    message: `${summary}. ${problem}`,
    summary,
    topic: problem,
    exempted: false,
  };
}

/** A note on an exemption that no client needs. */
export function unusedExemptionFinding(exemption: Exemption, now: Date): ExplainedFinding {
  const message = unusedNote(exemption, now);
  return {
    rule: EXEMPTIONS,
    severity: "low",
    level: "advisory",
    urn: undefined,
    property: "",
    message,
    summary: message,
    topic: message,
    exempted: false,
  };
}
