import { z } from "zod";
import { schemes } from "../parameters.ts";
import { shown } from "../rule.ts";
import { DANGEROUS_SCHEMES } from "../url/scheme.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  denySchemes: schemes(
    `Further schemes to refuse, even in disguise, in addition to ${DANGEROUS_SCHEMES.join(", ")}; without the colon.`,
  ),
});

const noDangerousScheme: UrlRule<typeof config> = {
  title: (noun) => `No scripts or local content in ${noun}`,
  description:
    "javascript:, data: and similar URLs run or show their own content in any page that follows them.",
  severity: "critical",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.1.3",
  config,
  find({ possibleSchemes }, { denySchemes }) {
    const denied = [...DANGEROUS_SCHEMES, ...denySchemes];
    const scheme = denied.find((name) => possibleSchemes.has(name));
    if (scheme === undefined) return undefined;
    return {
      detail: `, which can be read as a ${shown(`${scheme}:`)} address`,
      why: "it does not lead to your application, but can run or show someone else's content in your users' browsers",
      remedy: "Use the https:// address of the application",
    };
  },
};

export const redirectNoDangerousScheme = redirectRule(
  "connected-app-redirect-no-dangerous-scheme",
  noDangerousScheme,
);

export const postLogoutNoDangerousScheme = postLogoutRule(
  "connected-app-post-logout-no-dangerous-scheme",
  noDangerousScheme,
);
