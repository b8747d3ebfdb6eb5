import type { Rule } from "../rule.ts";
import { redirectCanonical } from "./redirect-canonical.ts";
import { redirectCount } from "./redirect-count.ts";
import { redirectHttps } from "./redirect-https.ts";
import { redirectLoopbackIp } from "./redirect-loopback-ip.ts";
import { redirectLoopbackOnlyPublic } from "./redirect-loopback-only-public.ts";
import { redirectNoDangerousScheme } from "./redirect-no-dangerous-scheme.ts";
import { redirectNoDebugHost } from "./redirect-no-debug-host.ts";
import { redirectNoFragment } from "./redirect-no-fragment.ts";
import { redirectNoOauthParams } from "./redirect-no-oauth-params.ts";
import { redirectNoUserinfo } from "./redirect-no-userinfo.ts";
import { redirectNoWildcard } from "./redirect-no-wildcard.ts";
import { redirectOpenRedirectorParams } from "./redirect-open-redirector-params.ts";
import { redirectPermittedDomains } from "./redirect-permitted-domains.ts";
import { redirectPrivateScheme } from "./redirect-private-scheme.ts";
import { redirectPublicHost } from "./redirect-public-host.ts";
import { redirectSharedHost } from "./redirect-shared-host.ts";
import { redirectUnambiguous } from "./redirect-unambiguous.ts";

/** The rules for `redirectUrls`. */
export const redirectRules: readonly Rule[] = [
  redirectNoWildcard,
  redirectHttps,
  redirectLoopbackOnlyPublic,
  redirectLoopbackIp,
  redirectNoFragment,
  redirectNoDangerousScheme,
  redirectNoUserinfo,
  redirectNoOauthParams,
  redirectPrivateScheme,
  redirectPermittedDomains,
  redirectPublicHost,
  redirectSharedHost,
  redirectNoDebugHost,
  redirectOpenRedirectorParams,
  redirectUnambiguous,
  redirectCanonical,
  redirectCount,
];
