import { z } from "zod";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({});

const noUserinfo: UrlRule<typeof config> = {
  title: (noun) => `No names or passwords in ${noun}`,
  description:
    "The text before an @ is not the host, though it may look like one, and a password there ends up in logs.",
  severity: "high",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc3986#section-7.6",
  config,
  find({ parts: { userinfo } }, _config, _app, { harm }) {
    if (userinfo === undefined) return undefined;
    return {
      why: `the browser goes to the host after the @, not to the name before it, and the owner of that host could ${harm}`,
      remedy: "Remove everything between the // and the @, and the @ itself",
    };
  },
};

export const redirectNoUserinfo = redirectRule("connected-app-redirect-no-userinfo", noUserinfo);

export const postLogoutNoUserinfo = postLogoutRule(
  "connected-app-post-logout-no-userinfo",
  noUserinfo,
);
