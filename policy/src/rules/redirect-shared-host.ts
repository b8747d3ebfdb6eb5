import { z } from "zod";
import { domains, suffixes } from "../parameters.ts";
import { shown } from "../rule.ts";
import { isWithin } from "../url/host.ts";
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
    "Domains under which strangers get names, besides the private section of the public suffix list (vercel.app, github.io, …).",
    [...HOSTING, ...TUNNELS, ...ADDRESS_NAMES],
  ),
  allowedHosts: domains("Hosts that may be used nevertheless, with all names below them."),
});

/** Hosts of a service's own, of which another rule says what they do. */
const OF_OTHER_RULES = [...REQUEST_BINS, ...FORWARDERS, ...SIGN_IN_TOOLS];

const sharedHost: UrlRule<typeof config> = {
  title: (noun) => `No shared hosting domains in ${noun}`,
  description:
    "Names below hosting services such as vercel.app, and of tunnels such as ngrok's, are given to anyone: one that you release goes to the next who asks.",
  severity: "medium",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.1",
  config,
  find({ isWeb, host }, { suffixes, allowedHosts }, _app, { harm }) {
    if (!isWeb || !host || host.reach !== undefined) return undefined;
    const isBelow = (names: readonly string[]) => names.some((name) => isWithin(host.name, name));
    if (isBelow(OF_OTHER_RULES) || isBelow(allowedHosts)) return undefined;
    const suffix = suffixes.find((name) => isWithin(host.name, name)) ?? host.sharedSuffix;
    if (suffix === undefined) return undefined;
    return {
      detail: `, below ${shown(suffix)}`,
      why: isBelow(TUNNELS)
        ? `it is a tunnel to one person's computer, and whoever gets this name after the tunnel is closed could ${harm}`
        : `anyone can get a name there, and whoever gets this one after you have given it up could ${harm}`,
      remedy: "Use a domain of your own, or add the host to allowedHosts of this policy",
    };
  },
};

export const redirectSharedHost = redirectRule("connected-app-redirect-shared-host", sharedHost);

export const postLogoutSharedHost = postLogoutRule(
  "connected-app-post-logout-shared-host",
  sharedHost,
);
