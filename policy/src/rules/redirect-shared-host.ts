import { z } from "zod";
import { domains, suffixes } from "../parameters.ts";
import { shown } from "../rule.ts";
import { domainAround } from "../url/domain-around.ts";
import {
  ADDRESS_NAMES,
  FORWARDERS,
  HOSTING,
  REQUEST_BINS,
  SIGN_IN_TOOLS,
  TUNNELS,
} from "../url/known-hosts.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  suffixes: suffixes(
    "Domains under which anyone can get a name, in addition to the private section of the public suffix list (vercel.app, github.io, …).",
    [...HOSTING, ...TUNNELS, ...ADDRESS_NAMES],
  ),
  allowedHosts: domains("Hosts that clients may use nevertheless, including all subdomains."),
});

/** Hosts of services that other rules cover. */
const OF_OTHER_RULES = [...REQUEST_BINS, ...FORWARDERS, ...SIGN_IN_TOOLS];

const sharedHost: UrlRule<typeof config> = {
  title: (noun) => `No shared hosting domains in ${noun}`,
  description:
    "Hosting services such as vercel.app, and tunnels such as ngrok, give a name to anyone, so a name that you release goes to the next person who asks for it.",
  severity: "medium",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.1",
  config,
  find({ isWeb, host }, { suffixes, allowedHosts }, _app, { harm }) {
    if (!isWeb || !host || host.reach !== undefined) return undefined;
    const isBelow = (names: readonly string[]) => domainAround(host.name, names) !== undefined;
    if (isBelow(OF_OTHER_RULES) || isBelow(allowedHosts)) return undefined;
    const suffix = domainAround(host.name, suffixes) ?? host.sharedSuffix;
    if (suffix === undefined) return undefined;
    return {
      detail: `, below ${shown(suffix)}`,
      why: isBelow(TUNNELS)
        ? `it is a tunnel to someone's computer, and anyone who gets this name once the tunnel is closed could ${harm}`
        : `anyone can get a name there, and the next owner of this one could ${harm} once you give it up`,
      remedy: "Use a domain of your own, or add the host to allowedHosts of this policy",
    };
  },
};

export const redirectSharedHost = redirectRule("connected-app-redirect-shared-host", sharedHost);

export const postLogoutSharedHost = postLogoutRule(
  "connected-app-post-logout-shared-host",
  sharedHost,
);
