import { z } from "zod";
import { shown } from "../rule.ts";
import { isMissingValue } from "../url/placeholders.ts";
import { withoutSecrets } from "../url/shown-url.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";
import type { Place } from "../url/wildcards.ts";

const config = z.strictObject({});

const PLACES: Readonly<Record<Place, string>> = {
  scheme: "before its first colon",
  userinfo: "before its @",
  host: "in place of its host",
  "host name": "in its host name",
  port: "in its port",
  path: "in its path",
  query: "after its ?",
  fragment: "after its #",
};

/** A placeholder in a part of a URL that messages hide is hidden too. */
function nameOf(wildcard: string, raw: string): string {
  const isHidden = !/^\*+$/.test(wildcard) && !withoutSecrets(raw).includes(wildcard);
  return isHidden ? "a placeholder" : shown(wildcard);
}

const noWildcard: UrlRule<typeof config> = {
  title: (noun) => `No wildcards in ${noun}`,
  description:
    "A pattern admits URLs that no one listed. A template such as /:tenant/ or %7Btenant%7D matches nothing until a program fills it in, and neither does undefined, which a program writes in place of a missing value. List every URL in full, since URLs are compared exactly.",
  severity: "critical",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-4.1.3",
  config,
  find({ raw, wildcards: [wildcard] }, _config, _app, { harm }) {
    if (!wildcard) return undefined;
    const { place, text } = wildcard;
    const detail = `, with ${nameOf(text, raw)} ${PLACES[place]}`;
    if (isMissingValue(text)) {
      return {
        detail,
        why: "the program had no value there, so your users would be sent to an address that you did not intend",
        remedy: "Set the variable, and check the address that results",
      };
    }
    return {
      detail,
      why: `it matches addresses that you never listed, and the owner of any of them could ${harm}`,
      remedy: "List every address in full, without * and placeholders",
    };
  },
};

export const redirectNoWildcard = redirectRule("connected-app-redirect-no-wildcard", noWildcard);

export const postLogoutNoWildcard = postLogoutRule(
  "connected-app-post-logout-no-wildcard",
  noWildcard,
);
