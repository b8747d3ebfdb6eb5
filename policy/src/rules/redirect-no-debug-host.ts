import { z } from "zod";
import { suffixes } from "../parameters.ts";
import { shown } from "../rule.ts";
import { domainAround } from "../url/domain-around.ts";
import { FORWARDERS, REQUEST_BINS, SIGN_IN_TOOLS } from "../url/known-hosts.ts";
import { findRedirector } from "../url/redirectors.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  hosts: suffixes(
    "Services that show the requests that they receive, including all subdomains.",
    REQUEST_BINS,
  ),
  forwarders: suffixes(
    "Link shorteners and other services that redirect visitors or show them other sites' pages, including all subdomains.",
    FORWARDERS,
  ),
  tools: suffixes(
    "Pages of tools for trying out sign-ins: advisory, and not reported in test projects.",
    SIGN_IN_TOOLS,
  ),
});

const noDebugHost: UrlRule<typeof config> = {
  title: (noun) => `No debugging or forwarding services in ${noun}`,
  description:
    "Request bins such as webhook.site, and webhooks such as hooks.slack.com, show what they receive to others. Link shorteners such as bit.ly, and pages such as google.com/url, redirect visitors to any address in the link; translators, archives and proxies show other sites' pages under their own name. Pages of tools such as Postman's pass what they receive to anyone who has them open.",
  severity: "high",
  level: "mandatory",
  testLevel: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.1",
  config,
  find({ isWeb, host, parts: { path } }, { hosts, forwarders, tools }, { environment }, { harm }) {
    if (!isWeb || !host) return undefined;
    const listed = (names: readonly string[]) => domainAround(host.name, names);
    // The list of tools is more specific: oauth.pstmn.io is not a request bin.
    const tool = listed(tools);
    if (tool !== undefined) {
      if (environment === "test") return undefined;
      return {
        detail: `, of the tool at ${shown(tool)}`,
        why: "it is a page for trying out sign-ins, which passes what it receives to anyone who has the tool open, and does not belong to any of your applications",
        remedy: "Remove it from clients of live projects, and try out sign-ins in a test project",
        level: "advisory",
      };
    }
    const forwarder = listed(forwarders) ?? findRedirector(host.name, path);
    if (forwarder !== undefined) {
      return {
        detail: `, of ${shown(forwarder)}`,
        why: `it redirects visitors to any address in a link, or shows them another page, and the author of the link could ${harm}`,
        remedy: "Use the application's own https:// address",
      };
    }
    const bin = listed(hosts);
    if (bin === undefined) return undefined;
    return {
      detail: `, of ${shown(bin)}`,
      why: `it is a service that shows what it receives to others, who could ${harm}`,
      remedy: "Use the application's own https:// address",
    };
  },
};

export const redirectNoDebugHost = redirectRule(
  "connected-app-redirect-no-debug-host",
  noDebugHost,
);

export const postLogoutNoDebugHost = postLogoutRule(
  "connected-app-post-logout-no-debug-host",
  noDebugHost,
);
