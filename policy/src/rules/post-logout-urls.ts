import type { Rule } from "../rule.ts";
import { postLogoutCanonical } from "./redirect-canonical.ts";
import { postLogoutHttps } from "./redirect-https.ts";
import { postLogoutLoopbackOnlyPublic } from "./redirect-loopback-only-public.ts";
import { postLogoutNoDangerousScheme } from "./redirect-no-dangerous-scheme.ts";
import { postLogoutNoDebugHost } from "./redirect-no-debug-host.ts";
import { postLogoutNoUserinfo } from "./redirect-no-userinfo.ts";
import { postLogoutNoWildcard } from "./redirect-no-wildcard.ts";
import { postLogoutOpenRedirectorParams } from "./redirect-open-redirector-params.ts";
import { postLogoutPermittedDomains } from "./redirect-permitted-domains.ts";
import { postLogoutPrivateScheme } from "./redirect-private-scheme.ts";
import { postLogoutPublicHost } from "./redirect-public-host.ts";
import { postLogoutSharedHost } from "./redirect-shared-host.ts";
import { postLogoutUnambiguous } from "./redirect-unambiguous.ts";

/**
 * The rules for `postLogoutRedirectUrls`: those for `redirectUrls` that apply after a logout too. The
 * rules about what a sign-in adds to a URL (fragment, parameters), which program listens on the user's
 * machine, and the number of URLs do not.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 */
export const postLogoutRules: readonly Rule[] = [
  postLogoutNoWildcard,
  postLogoutHttps,
  postLogoutLoopbackOnlyPublic,
  postLogoutNoDangerousScheme,
  postLogoutNoUserinfo,
  postLogoutPrivateScheme,
  postLogoutPermittedDomains,
  postLogoutPublicHost,
  postLogoutSharedHost,
  postLogoutNoDebugHost,
  postLogoutOpenRedirectorParams,
  postLogoutUnambiguous,
  postLogoutCanonical,
];
