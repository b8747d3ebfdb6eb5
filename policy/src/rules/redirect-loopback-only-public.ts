import { z } from "zod";
import { byType, CLIENT_TYPES, shownType } from "../client-type.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  allowIPv4: z
    .boolean()
    .default(true)
    .describe("Whether IPv4 loopback addresses such as 127.0.0.1 are allowed."),
  allowIPv6: z.boolean().default(true).describe("Whether the loopback address [::1] is allowed."),
  types: z
    .array(z.enum(CLIENT_TYPES))
    .default(["first_party_public", "third_party_public"])
    .describe("Client types that may use loopback URLs."),
});

const loopbackOnlyPublic: UrlRule<typeof config> = {
  title: (noun) => `Loopback ${noun} only for native apps`,
  description:
    "A loopback URL leads to whatever program listens on the user's machine. Such URLs are meant for native apps installed there, which are public clients.",
  severity: "high",
  level: "mandatory",
  testLevel: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc8252#section-7.3",
  config,
  find({ isWeb, host }, { allowIPv4, allowIPv6, types }, app) {
    if (!isWeb || !host?.loopback) return undefined;
    if (!byType(app, (clientType) => types.some((type) => type === clientType))) {
      return {
        detail: ` for a client of ${shownType(app)}`,
        why: "it leads to whatever program listens on the user's own computer, which is only for apps that users install",
        remedy:
          "Use the application's https:// address; in a test project, an application that users install may use it, with a client type that ends with _public",
      };
    }
    const isIPv4 = host.kind === "ipv4" || host.loopback === "mapped";
    if (isIPv4 ? allowIPv4 : host.kind !== "ipv6" || allowIPv6) return undefined;
    return {
      why: `your policy does not allow ${isIPv4 ? "IPv4" : "IPv6"} addresses of the user's own computer`,
      remedy: `Use ${allowIPv4 ? "127.0.0.1" : allowIPv6 ? "[::1]" : "an https:// address"} instead`,
    };
  },
};

export const redirectLoopbackOnlyPublic = redirectRule(
  "connected-app-redirect-loopback-only-public",
  loopbackOnlyPublic,
);

export const postLogoutLoopbackOnlyPublic = postLogoutRule(
  "connected-app-post-logout-loopback-only-public",
  loopbackOnlyPublic,
);
