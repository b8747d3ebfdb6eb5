import { z } from "zod";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  allowLocalhost: z
    .boolean()
    .default(false)
    .describe("Whether localhost and its subdomains are allowed."),
});

const loopbackIp: UrlRule<typeof config> = {
  title: (noun) => `IP addresses instead of localhost in ${noun}`,
  description:
    "localhost is a name that a machine may resolve to something else, or to other network interfaces. 127.0.0.1 and [::1] are unambiguous.",
  severity: "low",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc8252#section-8.3",
  config,
  find({ isWeb, host }, { allowLocalhost }) {
    if (!isWeb || !host) return undefined;
    const { loopback } = host;
    if (loopback === undefined || loopback === "ipv4" || loopback === "ipv6") return undefined;
    if (loopback === "localhost" && allowLocalhost) return undefined;
    return {
      why: "not every computer resolves this address to itself, so a program on another computer might respond",
      remedy: "Use 127.0.0.1 or [::1]",
    };
  },
};

export const redirectLoopbackIp = redirectRule("connected-app-redirect-loopback-ip", loopbackIp);
