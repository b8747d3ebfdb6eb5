import { z } from "zod";
import { queryNames } from "../parameters.ts";
import { shown } from "../rule.ts";
import type { QueryParameter } from "../url/query.ts";
import { redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  names: queryNames("Names of query parameters that belong to the answer of a sign-in.", [
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
    "must name one; set the level of the rule to disabled to turn it off",
  ),
});

/** What nobody but the application and Stytch may know; a registered address is no place for it. */
const SECRETS = ["client_secret", "clientsecret", "password", "secret", "api_key", "apikey"];

/** The name of a parameter, and those that servers see which separate parameters by `;` too. */
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
    "A sign-in adds parameters such as code and state to the address. Those that are there already get in their way; and a secret in an address is none for long.",
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
        why: "an address that is registered is seen by browsers, proxies and logs, and what it holds is no secret any more",
        remedy: "Remove the parameter, and replace the secret if it is in use",
      };
    }
    const found = all.find((name) => names.includes(name));
    if (found === undefined) return undefined;
    return {
      detail: `, with the parameter ${shown(found)}`,
      why: "the sign-in service adds a parameter of that name itself, and your application might take the wrong one of the two",
      remedy: "Rename or remove the parameter",
    };
  },
};

export const redirectNoOauthParams = redirectRule(
  "connected-app-redirect-no-oauth-params",
  noOauthParams,
);
