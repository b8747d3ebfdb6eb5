import { z } from "zod";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({});

const noFragment: UrlRule<typeof config> = {
  title: (noun) => `No fragments in ${noun}`,
  description:
    "Browsers do not send the fragment, the part after #, to the server; the standard forbids it in redirect URLs.",
  severity: "high",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2",
  config,
  find({ parts: { fragment } }) {
    if (fragment === undefined) return undefined;
    return {
      why: "the parameters that a sign-in adds to the address could end up after the #, where your server never sees them but scripts in the page do",
      remedy: "Remove the # and everything after it",
    };
  },
};

export const redirectNoFragment = redirectRule("connected-app-redirect-no-fragment", noFragment);
