import { z } from "zod";
import { suffixes } from "../parameters.ts";
import { isWithin } from "../url/host.ts";
import type { Reach } from "../url/reach.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  allowedHosts: suffixes(
    "Hosts of your own network that clients may use, including all subdomains.",
  ),
});

interface Words {
  readonly what: string;
  readonly why: string;
  readonly isUseless?: boolean;
}

const LOCAL = "anyone on the network that a user is on can respond there";

const WORDS: Readonly<Record<Exclude<Reach, "loopback name">, Words>> = {
  "private address": { what: "an address of a private network", why: LOCAL },
  "cloud metadata": {
    what: "the address of a cloud's metadata service",
    why: "it leads to a different service on each machine of the cloud",
    isUseless: true,
  },
  "local name": { what: "a name of a local network", why: LOCAL },
  "single label": {
    what: "a host name without a domain",
    why: "the network that a user is on completes it",
  },
  "unknown domain": {
    what: "a name without a known top-level domain",
    why: "only the network that a user is on may know it",
  },
  "public suffix": {
    what: "a domain under which others register theirs",
    why: "no one owns it alone",
  },
  "link-local address": {
    what: "a link-local address",
    why: "it leads to a different machine on each network, or to a cloud's own service",
    isUseless: true,
  },
  "translated address": {
    what: "an IPv6 address that stands for an IPv4 address",
    why: "the network decides which machine that is",
    isUseless: true,
  },
  "unusable address": {
    what: "a reserved address",
    why: "no server of yours can have it",
    isUseless: true,
  },
  "unreachable name": {
    what: "a reserved name",
    why: "no browser finds it without special software",
    isUseless: true,
  },
};

const publicHost: UrlRule<typeof config> = {
  title: (noun) => `Publicly reachable hosts in ${noun}`,
  description:
    "A private address, a local name or a host name without a domain leads to a different machine on each network. Such a host is advisory, since a company may sign its users in only on its own network; link-local, translated and reserved addresses work for no one, so for them the rule is mandatory.",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  source:
    "https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml",
  config,
  find({ isWeb, host }, { allowedHosts }, _app, { harm }) {
    if (!isWeb || !host || host.loopback || host.reach === undefined) return undefined;
    if (host.reach === "loopback name") return undefined;
    if (allowedHosts.some((allowed) => isWithin(host.name, allowed))) {
      return undefined;
    }
    const { what, why, isUseless } = WORDS[host.reach];
    return {
      detail: `, with ${what}`,
      why: `${why}, so someone else could ${harm}`,
      remedy: isUseless
        ? "Use a host name of your own domain"
        : "Use a host name of your own domain, or add the host to allowedHosts of this policy",
      ...(isUseless && { level: "mandatory" as const }),
    };
  },
};

export const redirectPublicHost = redirectRule("connected-app-redirect-public-host", publicHost);

export const postLogoutPublicHost = postLogoutRule(
  "connected-app-post-logout-public-host",
  publicHost,
);
