import { z } from "zod";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  allowLocalhost: z
    .boolean()
    .default(false)
    .describe("Whether localhost and names below it are allowed."),
});

const loopbackIp: UrlRule<typeof config> = {
  title: (noun) => `Addresses instead of localhost in ${noun}`,
  description:
    "localhost is a name, which a machine may resolve to something else, and which may be served by other network interfaces too. 127.0.0.1 and [::1] are certain.",
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
      why: "not every computer takes this address for its own, so that a program on another machine might answer",
      remedy: "Use 127.0.0.1 or [::1]",
    };
  },
};

export const redirectLoopbackIp = redirectRule("connected-app-redirect-loopback-ip", loopbackIp);
