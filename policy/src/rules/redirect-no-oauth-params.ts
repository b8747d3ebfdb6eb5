import { z } from "zod";
import { queryNames } from "../parameters.ts";
import { shown } from "../rule.ts";
import type { QueryParameter } from "../url/query.ts";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  names: queryNames("Names of query parameters that belong to the authorization response.", [
    "code",
    "state",
    "response",
    "error",
    "error_description",
    "error_uri",
    "iss",
    "id_token",
    "access_token",
  ]).refine(
    (names) => names.length > 0,
    "must have an entry; to turn the rule off, set its level to disabled",
  ),
});

/** What only the application and Stytch may know, and a registered URL must not contain. */
const SECRETS = ["client_secret", "clientsecret", "password", "secret", "api_key", "apikey"];

/** The name of a parameter, and the names that servers see which split parameters at `;` too. */
function namesIn({ name, value }: QueryParameter): string[] {
  const others = value
    .split(";")
    .slice(1)
    .filter((part) => part.includes("="));
  return [name, ...name.split(";").slice(1), ...others.map((part) => part.split("=", 1).join(""))];
}

const noOauthParams: UrlRule<typeof config> = {
  title: (noun) => `No sign-in parameters in ${noun}`,
  description:
    "The authorization response adds parameters such as code and state to the URL, which must not collide with parameters that are already there. A secret in a URL does not stay secret.",
  severity: "medium",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2",
  config,
  find({ query }, { names }) {
    const all = query.flatMap(namesIn);
    const secret = all.find((name) => SECRETS.includes(name.toLowerCase()));
    if (secret !== undefined) {
      return {
        detail: `, with the parameter ${shown(secret)}`,
        why: "browsers, proxies and logs see a registered address, so a value in it is no longer secret",
        remedy: "Remove the parameter, and rotate the secret if it is in use",
      };
    }
    const found = all.find((name) => names.includes(name));
    if (found === undefined) return undefined;
    return {
      detail: `, with the parameter ${shown(found)}`,
      why: "the sign-in service adds a parameter of that name itself, and your application might use the wrong one",
      remedy: "Rename or remove the parameter",
    };
  },
};

export const redirectNoOauthParams = redirectRule(
  "connected-app-redirect-no-oauth-params",
  noOauthParams,
);
