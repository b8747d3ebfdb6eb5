import { z } from "zod";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({});

const noFragment: UrlRule<typeof config> = {
  title: (noun) => `No fragments in ${noun}`,
  description:
    "What follows # stays in the browser and is not sent to the server; the standard forbids it in redirect URLs.",
  severity: "high",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2",
  config,
  find({ parts: { fragment } }) {
    if (fragment === undefined) return undefined;
    return {
      why: "what a sign-in adds to the address would end up behind the #, where your server never sees it but scripts of the page do",
      remedy: "Remove the # and everything after it",
    };
  },
};

export const redirectNoFragment = redirectRule("connected-app-redirect-no-fragment", noFragment);
