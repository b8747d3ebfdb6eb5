/**
 * What URLs, names, audiences and templates of clients mean, as the rules see them: for other tools, so
 * that nothing means two things.
 */
import "./supported-node.ts";

export { type Relative, relativesOf } from "./audiences.ts";
export { type ClaimsTemplate, readTemplate } from "./claims-template.ts";
export { isClientType, isPublic, isThirdParty } from "./client-type.ts";
export { hasInput as hasClientInput } from "./clients-in.ts";
export { EXEMPTIONS } from "./pack-findings.ts";
export { type PackSettings, settingsIn } from "./pack-settings.ts";
export { PERSONAL_WORDS, personalSource } from "./personal-data.ts";
export { shown } from "./rule.ts";
export { isReservedClaim } from "./rules/claims-template-safe.ts";
export { type SyntaxErrorPlace, syntaxErrorIn } from "./syntax-error.ts";
export type { UrlAnalysis } from "./url/analyze.ts";
export { analyzeCached as analyzeUrl } from "./url/cache.ts";
export { createLookalikes, type LookalikeSite, type Lookalikes } from "./url/lookalike-sites.ts";
export { isOwnMachine } from "./url/loopback.ts";
export { DANGEROUS_SCHEMES } from "./url/scheme.ts";
export { shownUrl } from "./url/shown-url.ts";
export { type Site, siteOf } from "./url/site.ts";
