import { z } from "zod";
import { hosts } from "../parameters.ts";
import type { Loopback } from "../url/loopback.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  httpHostsInTest: hosts("Hosts to which clients of test projects may use http: as well."),
});

/** What may lead to another machine, or asks the network where it leads. */
const ELSEWHERE: ReadonlySet<Loopback> = new Set(["unspecified", "name"]);

const https: UrlRule<typeof config> = {
  title: (noun) => `Encrypted ${noun}`,
  description:
    "Web addresses begin with https:, except those of the user's own machine (localhost, 127.0.0.1, [::1]).",
  severity: "critical",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.6",
  config,
  find({ scheme, host }, { httpHostsInTest }, { environment }, { harm }) {
    if (scheme === undefined) {
      return {
        why: `without https:// at the beginning it is not certain where it leads, and someone else could ${harm}`,
        remedy: "Write the complete address, as in https://app.example.com/callback",
      };
    }
    if (scheme !== "http") return undefined;
    if (host?.loopback !== undefined && !ELSEWHERE.has(host.loopback)) return undefined;
    if (environment === "test" && host && httpHostsInTest.includes(host.name)) return undefined;
    return {
      why: `it is sent over the network unencrypted, so that others on the way could ${harm}`,
      remedy: "Use an https:// address",
    };
  },
};

export const redirectHttps = redirectRule("connected-app-redirect-https", https);

export const postLogoutHttps = postLogoutRule("connected-app-post-logout-https", https);
