import { z } from "zod";
import { suffixes } from "../parameters.ts";
import { isWithin } from "../url/host.ts";
import type { Reach } from "../url/reach.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  allowedHosts: suffixes("Hosts of your own network that may be used, with all names below them."),
});

interface Words {
  readonly what: string;
  readonly why: string;
  readonly isUseless?: boolean;
}

const LOCAL = "everyone on whatever network a user is in can answer there";

const WORDS: Readonly<Record<Exclude<Reach, "loopback name">, Words>> = {
  "private address": { what: "an address of a private network", why: LOCAL },
  "cloud metadata": {
    what: "the address of a cloud's metadata service",
    why: "each machine of the cloud reaches another service by it",
    isUseless: true,
  },
  "local name": { what: "a name of a local network", why: LOCAL },
  "single label": {
    what: "a host name without a domain",
    why: "the network that a user is in completes it",
  },
  "unknown domain": {
    what: "a name below no top-level domain that is known",
    why: "only the network that a user is in may know it",
  },
  "public suffix": {
    what: "a domain below which others have theirs",
    why: "it is nobody's own",
  },
  "link-local address": {
    what: "an address that only the next machine answers to",
    why: "it means another machine in every network, or a cloud's own",
    isUseless: true,
  },
  "translated address": {
    what: "an IPv6 address that stands for an IPv4 one",
    why: "the network decides which machine that is",
    isUseless: true,
  },
  "unusable address": {
    what: "an address that is reserved",
    why: "no server of yours can have it",
    isUseless: true,
  },
  "unreachable name": {
    what: "a name that is reserved",
    why: "no browser finds it without special software",
    isUseless: true,
  },
};

const publicHost: UrlRule<typeof config> = {
  title: (noun) => `Hosts that the whole internet knows in ${noun}`,
  description:
    "A private address, a name of a local network or one without a domain leads to another machine in every network. Such a host is a note, since a company may sign in on its own network alone; addresses that are link-local, translated or reserved are useless to anyone, and mandatory.",
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
      why: `${why}, so that someone else could ${harm}`,
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
