import { z } from "zod";
import { shown } from "../rule.ts";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({});

export const noWildcard: UrlRule<typeof config> = {
  name: "no-wildcard",
  title: (noun) => `No wildcards in ${noun}`,
  description:
    "A pattern admits addresses that nobody listed. Every address has to be listed in full and is compared exactly.",
  severity: "critical",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.1.3",
  config,
  find({ wildcards: [wildcard] }, _config, _app, { harm }) {
    if (!wildcard) return undefined;
    const { place, text } = wildcard;
    return {
      detail: `, with ${shown(text)} in its ${place}`,
      why: `it stands for addresses that you never listed, and whoever controls one of them could ${harm}`,
      fix: "List every address in full, without a placeholder",
    };
  },
};

export const redirectNoWildcard = redirectRule(noWildcard);
