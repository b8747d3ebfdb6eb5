import { z } from "zod";
import { hosts } from "../parameters.ts";
import { isOwnMachine } from "../url/loopback.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  httpHostsInTest: hosts("Hosts for which clients of test projects may use http: too."),
});

const https: UrlRule<typeof config> = {
  title: (noun) => `Encrypted ${noun}`,
  description: "Web URLs use https:, except loopback URLs (localhost, 127.0.0.1, [::1]).",
  severity: "critical",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.6",
  config,
  find({ scheme, host }, { httpHostsInTest }, { environment }, { harm }) {
    if (scheme === undefined) {
      return {
        why: `without https:// at the beginning its destination is not certain, and someone else could ${harm}`,
        remedy: "Write the complete address, such as https://app.example.com/callback",
      };
    }
    if (scheme !== "http") return undefined;
    if (host !== undefined && isOwnMachine(host)) return undefined;
    if (environment === "test" && host && httpHostsInTest.includes(host.name)) return undefined;
    return {
      why: `the connection is not encrypted, so someone on the network could ${harm}`,
      remedy: "Use an https:// address",
    };
  },
};

export const redirectHttps = redirectRule("connected-app-redirect-https", https);

export const postLogoutHttps = postLogoutRule("connected-app-post-logout-https", https);
