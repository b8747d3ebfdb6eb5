import { z } from "zod";
import { shown } from "../rule.ts";
import { isWithin, normalizeHost } from "../url/host.ts";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  suffixes: z
    .array(z.string())
    .default(["glitch.me", "loca.lt", "localhost.run", "serveo.net"])
    .describe(
      "Domains under which strangers get names, besides the private section of the public suffix list (vercel.app, github.io, …).",
    ),
  allowedHosts: z
    .array(z.string())
    .default([])
    .describe("Hosts that may be used nevertheless, with all names below them."),
});

export const sharedHost: UrlRule<typeof config> = {
  name: "shared-host",
  title: (noun) => `No shared hosting domains in ${noun}`,
  description:
    "Names below hosting services such as vercel.app are given to anyone: one that you release goes to the next who asks.",
  severity: "medium",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.1",
  config,
  find({ isWeb, host }, { suffixes, allowedHosts }, _app, { harm }) {
    if (!isWeb || !host) return undefined;
    if (allowedHosts.some((allowed) => isWithin(host.name, normalizeHost(allowed)))) {
      return undefined;
    }
    const suffix =
      host.sharedSuffix ?? suffixes.map(normalizeHost).find((name) => isWithin(host.name, name));
    if (suffix === undefined) return undefined;
    return {
      detail: `, below ${shown(suffix)}`,
      why: `anyone can get a name there, and whoever gets this one after you have given it up could ${harm}`,
      fix: "Use a domain of your own, or add the host to allowedHosts of this policy",
    };
  },
};

export const redirectSharedHost = redirectRule(sharedHost);
