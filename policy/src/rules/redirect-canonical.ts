import { canonicalUrls } from "../url/canonical-rule.ts";
import { REDIRECT } from "../url/url-rule.ts";

export const redirectCanonical = canonicalUrls(REDIRECT);
