import { z } from "zod";
import { queryNames } from "../parameters.ts";
import { analyzeHost, type HostAnalysis } from "../url/host.ts";
import { decodePercent } from "../url/percent.ts";
import { type QueryParameter, sendsOn } from "../url/query.ts";
import { shownName } from "../url/shown-url.ts";
import { siteOf } from "../url/site.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  names: queryNames(
    "Names of query parameters that say where to redirect to; case, hyphens and underscores do not matter.",
    [
      "next",
      "url",
      "uri",
      "redirect",
      "redirectTo",
      "redirectUri",
      "redirectUrl",
      "return",
      "returnTo",
      "returnUri",
      "returnUrl",
      "continue",
      "destination",
      "dest",
      "goto",
      "target",
      "forward",
      "relayState",
      "nextUrl",
      "redir",
      "callback",
      "callbackUrl",
      "targetUrl",
      "successUrl",
      "backUrl",
      "cancelUrl",
      "destinationUrl",
      "errorUrl",
      "failureUrl",
      "fallbackUrl",
      "forwardUrl",
      "gotoUrl",
      "logoutUri",
      "redirUrl",
      "returnPath",
      "rurl",
      "targetLinkUri",
      "to",
      "toUrl",
      "postLogoutRedirectUri",
      "jsonp",
    ],
  ),
});

/** `return_to`, `returnTo`, `RETURN-TO` and `return_to[]` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_[\]]/g, "");
}

/** Whether a value is a script, or a URL on another site than the page's, plain or encoded once more. */
function leavesSite(value: string, host: HostAnalysis | undefined): boolean {
  return [value, decodePercent(value)].some((text) => {
    // With a base of another scheme, `https:a.example` is an absolute URL.
    const base = "ws://page.invalid/";
    const url = URL.parse(text, base);
    if (url === null) return false;
    const { protocol, hostname } = url;
    if (protocol === "javascript:" || protocol === "data:") return true;
    if (!/^(?:https?|ws):$/.test(protocol) || hostname === "page.invalid") return false;
    return host === undefined || ownerOf(analyzeHost(hostname)) !== ownerOf(host);
  });
}

function ownerOf(host: HostAnalysis): string {
  return siteOf(host)?.domain ?? host.name;
}

const openRedirectorParams: UrlRule<typeof config> = {
  title: (noun) => `No redirect targets in ${noun}`,
  description:
    "An open redirector, a page that redirects visitors to the URL in a parameter, can send them and their authorization code to an attacker; so can a page that takes the URL from its path (/redirect/https://a.example, /go/a.example). The rule is mandatory for redirect URLs of live projects if such a parameter holds a script or a URL of another site, or if such a URL follows a word like go or redirect in the path.",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.11",
  config,
  find({ query, pathParameters, host }, { names }, { environment }, { harm, property }) {
    const all = [...query, ...pathParameters];
    if (all.length === 0) return undefined;
    const onward = new Set(names.map(plain));
    const isOnward = ({ name, isNested }: QueryParameter) =>
      onward.has(plain(name)) || (isNested === true && sendsOn(name));
    const leaving = all.find((one) => isOnward(one) && one.isUrl && leavesSite(one.value, host));
    const parameter = leaving ?? all.find((one) => one.isUrl || isOnward(one));
    if (!parameter) return undefined;
    const isMandatory =
      leaving !== undefined && property === "redirectUrls" && environment !== "test";
    return {
      detail: parameter.isNested
        ? ", with another address in its path"
        : `, with the parameter ${shownName(parameter.name)}`,
      why: `a page that redirects visitors to an address within its own can be made to redirect them to an attacker, who could ${harm}`,
      remedy: `Remove the ${parameter.isNested ? "address" : "parameter"} and make the application remember where to go next`,
      ...(isMandatory && { level: "mandatory" as const }),
    };
  },
};

export const redirectOpenRedirectorParams = redirectRule(
  "connected-app-redirect-open-redirector-params",
  openRedirectorParams,
);

export const postLogoutOpenRedirectorParams = postLogoutRule(
  "connected-app-post-logout-open-redirector-params",
  openRedirectorParams,
);
