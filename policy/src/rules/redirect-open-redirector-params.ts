import { z } from "zod";
import { queryNames } from "../parameters.ts";
import { shown } from "../rule.ts";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  names: queryNames(
    "Names of query parameters that say where to go next; case, hyphens and underscores do not matter.",
    [
      "next",
      "url",
      "uri",
      "redirect",
      "redirectTo",
      "redirectUri",
      "redirectUrl",
      "return",
      "returnTo",
      "returnUri",
      "returnUrl",
      "continue",
      "destination",
      "dest",
      "goto",
      "target",
      "forward",
    ],
  ),
});

/** `return_to`, `returnTo`, `RETURN-TO` and `return_to[]` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_[\]]/g, "");
}

export const openRedirectorParams: UrlRule<typeof config> = {
  name: "open-redirector-params",
  title: (noun) => `No onward addresses in ${noun}`,
  description:
    "A page that sends its visitors on to wherever a parameter says can be made to send them, and what they carry, to an attacker.",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.11",
  config,
  find({ query }, { names }, _app, { harm }) {
    const onward = new Set(names.map(plain));
    const parameter = query.find(({ name, isUrl }) => isUrl || onward.has(plain(name)));
    if (!parameter) return undefined;
    return {
      detail: `, with the parameter ${shown(parameter.name)}`,
      why: `a page that sends visitors on to the address in a parameter sends them wherever somebody else writes there, who could ${harm}`,
      fix: "Remove the parameter and let the application remember where to go next",
    };
  },
};

export const redirectOpenRedirectorParams = redirectRule(openRedirectorParams);
