import type { Rule } from "../rule.ts";
import { canonicalUrls } from "../url/canonical-rule.ts";
import { POST_LOGOUT, postLogoutRule } from "../url/url-rule.ts";
import { https } from "./redirect-https.ts";
import { loopbackOnlyPublic } from "./redirect-loopback-only-public.ts";
import { noDangerousScheme } from "./redirect-no-dangerous-scheme.ts";
import { noDebugHost } from "./redirect-no-debug-host.ts";
import { noUserinfo } from "./redirect-no-userinfo.ts";
import { noWildcard } from "./redirect-no-wildcard.ts";
import { openRedirectorParams } from "./redirect-open-redirector-params.ts";
import { permittedDomains } from "./redirect-permitted-domains.ts";
import { privateScheme } from "./redirect-private-scheme.ts";
import { publicHost } from "./redirect-public-host.ts";
import { sharedHost } from "./redirect-shared-host.ts";
import { unambiguous } from "./redirect-unambiguous.ts";

/**
 * The rules over `postLogoutRedirectUrls`: those over `redirectUrls` that hold after a logout too.
 * Left out are those about what a sign-in adds to an address (fragment, parameters), about who
 * answers on the user's machine, and about how many there are.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 */
export const postLogoutRules: readonly Rule[] = [
  postLogoutRule(noWildcard),
  postLogoutRule(https),
  postLogoutRule(loopbackOnlyPublic),
  postLogoutRule(noDangerousScheme),
  postLogoutRule(noUserinfo),
  postLogoutRule(privateScheme),
  postLogoutRule(permittedDomains),
  postLogoutRule(publicHost),
  postLogoutRule(sharedHost),
  postLogoutRule(noDebugHost),
  postLogoutRule(openRedirectorParams),
  postLogoutRule(unambiguous),
  canonicalUrls(POST_LOGOUT),
];
