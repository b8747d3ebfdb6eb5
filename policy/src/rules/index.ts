import type { AnyRule } from "../rule.ts";
import { accessTokenLifetime } from "./access-token-lifetime.ts";
import { audienceNotShared } from "./audience-not-shared.ts";
import { claimsTemplateSafe } from "./claims-template-safe.ts";
import { customAudience } from "./custom-audience.ts";
import { fullAccessAllowlist } from "./full-access-allowlist.ts";
import { inputsReadable } from "./inputs-readable.ts";
import { liveProtected } from "./live-protected.ts";
import { logoHttps } from "./logo-https.ts";
import { noConsentBypassForThirdParty } from "./no-consent-bypass-for-third-party.ts";
import { noFullAccessForThirdParty } from "./no-full-access-for-third-party.ts";
import { organizationThirdPartyApps } from "./organization-third-party-apps.ts";
import { postLogoutRules } from "./post-logout-urls.ts";
import { publicNeedsReason } from "./public-needs-reason.ts";
import { publicNoConsentBypass } from "./public-no-consent-bypass.ts";
import { redirectHostLookalike } from "./redirect-host-lookalike.ts";
import { redirectRules } from "./redirect-urls.ts";
import { rotationNotLeftOpen } from "./rotation-not-left-open.ts";
import { secretMaxAge } from "./secret-max-age.ts";
import { secretOutputsMarked } from "./secret-outputs-marked.ts";
import { thirdPartyNameLookalike } from "./third-party-name-lookalike.ts";

/** Every rule of the pack, in the order in which they are documented. */
export const rules: readonly AnyRule[] = [
  noFullAccessForThirdParty,
  fullAccessAllowlist,
  noConsentBypassForThirdParty,
  publicNoConsentBypass,
  ...redirectRules,
  redirectHostLookalike,
  ...postLogoutRules,
  accessTokenLifetime,
  customAudience,
  audienceNotShared,
  claimsTemplateSafe,
  publicNeedsReason,
  thirdPartyNameLookalike,
  logoHttps,
  secretOutputsMarked,
  secretMaxAge,
  rotationNotLeftOpen,
  liveProtected,
  organizationThirdPartyApps,
  inputsReadable,
];
