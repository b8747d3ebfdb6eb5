import { z } from "zod";
import { isPublic } from "../client-type.ts";
import { shown } from "../rule.ts";
import { DANGEROUS_SCHEMES, isReverseDomain } from "../url/scheme.ts";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  allowedSchemes: z
    .array(z.string())
    .default([])
    .describe("Schemes allowed besides those that are a domain in reverse order, without colon."),
  publicOnly: z
    .boolean()
    .default(true)
    .describe("Whether only public clients, which are apps on a device, may have such schemes."),
});

export const privateScheme: UrlRule<typeof config> = {
  name: "private-scheme",
  title: (noun) => `App schemes with a known owner in ${noun}`,
  description:
    "Any app on a device can claim a scheme such as myapp:. A domain of yours in reverse order (com.example.app:) shows whose it is.",
  severity: "high",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc8252#section-7.1",
  config,
  find({ scheme, isWeb }, { allowedSchemes, publicOnly }, { properties }, { harm }) {
    // Dangerous ones have a rule of their own.
    if (scheme === undefined || isWeb || DANGEROUS_SCHEMES.includes(scheme)) return undefined;
    const clientType = properties.clientType;
    if (publicOnly && !isPublic(clientType)) {
      return {
        detail: ` for a client of type ${shown(clientType)}`,
        why: `it opens an app on the user's device, where any other app can claim it too and could ${harm}`,
        fix: "Use an https:// address; if users install the application, use a client whose type ends with _public",
      };
    }
    const allowed = allowedSchemes.some((name) => name.toLowerCase() === scheme);
    if (allowed || isReverseDomain(scheme)) return undefined;
    return {
      why: `nobody owns addresses that begin with ${shown(`${scheme}:`)}, so that any other app on the device could ${harm}`,
      fix: "Use an https:// address, or a domain of yours in reverse order, as in com.example.app:/callback",
    };
  },
};

export const redirectPrivateScheme = redirectRule(privateScheme);
