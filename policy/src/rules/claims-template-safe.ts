import { z } from "zod";
import { type ClaimsTemplate, readTemplate } from "../claims-template.ts";
import { isThirdParty } from "../client-type.ts";
import { eachKnown, knownPart } from "../known.ts";
import { isNotSet } from "../not-set.ts";
import { texts, words } from "../parameters.ts";
import { matches } from "../pattern.ts";
import {
  isPersonalClaim,
  isPersonalReference,
  PERSONAL_WORDS,
  readReference,
} from "../personal-data.ts";
import { type ConnectedApp, defineRule, shown, type Violation } from "../rule.ts";

/**
 * Claims that an authorization server sets itself: RFC 7519, RFC 9068, OpenID Connect Core; and
 * Stytch's own, which have its domain before them (https://stytch.com/organization, …/session).
 */
const RESERVED = [
  ...["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scope", "azp", "act"],
  ...["auth_time", "nonce", "acr", "amr", "sid", "at_hash", "c_hash"],
  "https://stytch.com/*",
];

const PROPERTIES = ["accessTokenTemplateContent", "idTokenTemplateContent"] as const;

const config = z.strictObject({
  denyClaims: texts("Claims that no template may set; `*` for any characters.", RESERVED),
  piiClaimsThirdParty: words(
    "Words that mark a claim, or a placeholder of the user or member, as personal data; `*` for any characters. The name or address of an organization or another thing is none; a whole user, member or metadata object always is. An empty list turns the note off.",
    PERSONAL_WORDS,
  ),
});

export const claimsTemplateSafe = defineRule({
  name: "connected-app-claims-template-safe",
  title: "Templates set no reserved claims and give away no personal data",
  description:
    "A template adds claims to tokens. It must not replace the claims that APIs rely on to check a token, must give a JSON object, and should not hand personal data to clients of others (noted only).",
  severity: "high",
  level: "mandatory",
  strictLevel: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9068#section-2.2",
  config,
  check(app, parameters) {
    const { properties } = app;
    return eachKnown(app, PROPERTIES, (property) => {
      const { known, unknown } = knownPart(properties[property]);
      if (unknown !== undefined) app.whenUnknown?.(unknown);
      if (isNotSet(known)) return [];
      const template = readTemplate(known);
      if (!template.ok)
        return [
          {
            property,
            value: template.problem,
            why: "no token can be made from it, and every sign-in with this client would fail",
            remedy:
              "Write a JSON object whose placeholders are whole values without quotes, such as {{ organization.organization_id }}",
          },
        ];
      return eachKnown(app, [reserved, personalData], (judge) =>
        judge(property, template.value, parameters, app),
      );
    });
  },
});

type Parameters = z.output<typeof config>;

function reserved(
  property: string,
  { claims }: ClaimsTemplate,
  { denyClaims }: Parameters,
): Violation[] {
  return claims
    .filter((claim) => denyClaims.some((denied) => matches(denied, claim)))
    .map((claim) => ({
      property,
      value: `a template that sets the claim ${shown(claim)}`,
      why: "this claim tells an API whether a token is good and for whom, so that it must come from Stytch alone",
      remedy: "Give the claim another name",
    }));
}

function personalData(
  property: string,
  { claims, placeholders }: ClaimsTemplate,
  { piiClaimsThirdParty }: Parameters,
  { properties }: ConnectedApp,
): Violation[] {
  const placeholdersOf = Map.groupBy(placeholders, ({ claim }) => claim);
  const found = claims.flatMap((claim) => {
    const sources = (placeholdersOf.get(claim) ?? []).flatMap(({ path }) => {
      const reference = readReference(path);
      return reference === undefined ? [] : [{ path, ...reference }];
    });
    const source = sources.find((one) => isPersonalReference(one, piiClaimsThirdParty));
    // A claim says by its name what it is, unless all that it holds is known to be of no person.
    const isOfOthers = sources.length > 0 && sources.every(({ ofPerson }) => !ofPerson);
    if (source === undefined && (isOfOthers || !isPersonalClaim(claim, piiClaimsThirdParty)))
      return [];
    const from = source === undefined ? "" : `, from ${shown(source.path)},`;
    return [
      {
        property,
        value: `a template that puts the claim ${shown(claim)}${from} into tokens for someone else's application`,
        why: "it looks like personal data of your users, which leaves your control with every token",
        remedy:
          "Leave the claim out, or let the application request the data with a scope, to which the user has to agree",
        level: "advisory" as const,
      },
    ];
  });
  return found.length > 0 && isThirdParty(properties.clientType) ? found : [];
}
