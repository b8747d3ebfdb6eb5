import type { Rule } from "../rule.ts";
import { noConsentBypassForThirdParty } from "./no-consent-bypass-for-third-party.ts";
import { noFullAccessForThirdParty } from "./no-full-access-for-third-party.ts";

export type { ConnectedAppProperties, Level, Rule, Severity, Violation } from "../rule.ts";
export { noConsentBypassForThirdParty } from "./no-consent-bypass-for-third-party.ts";
export { noFullAccessForThirdParty } from "./no-full-access-for-third-party.ts";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [noFullAccessForThirdParty, noConsentBypassForThirdParty];
