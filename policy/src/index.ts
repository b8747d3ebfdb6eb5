import "./supported-node.ts";

export { checkConfiguration } from "./check-configuration.ts";
export type { Configuration } from "./configuration.ts";
export { type EvaluateOptions, evaluate } from "./evaluate.ts";
export type { Finding } from "./findings.ts";
export { type CreatePoliciesOptions, createPolicies } from "./pack.ts";
export * from "./rule.ts";
export { rules } from "./rules/index.ts";
export type { Exemption, Settings } from "./settings.ts";
