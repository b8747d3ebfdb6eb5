import { z } from "zod";
import { queryNames } from "../parameters.ts";
import { shown } from "../rule.ts";
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

export const noOauthParams: UrlRule<typeof config> = {
  name: "no-oauth-params",
  title: (noun) => `No sign-in parameters in ${noun}`,
  description:
    "A sign-in adds parameters such as code and state to the address. Those that are there already get in their way.",
  severity: "medium",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2",
  config,
  find({ query }, { names }) {
    const parameter = query.find(({ name }) => names.includes(name));
    if (!parameter) return undefined;
    return {
      detail: `, with the parameter ${shown(parameter.name)}`,
      why: "the sign-in service adds a parameter of that name itself, and your application might take the wrong one of the two",
      fix: "Rename or remove the parameter",
    };
  },
};

export const redirectNoOauthParams = redirectRule(noOauthParams);
