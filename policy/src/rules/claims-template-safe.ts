import { z } from "zod";
import { type ClaimsTemplate, readTemplate } from "../claims-template.ts";
import { isThirdParty } from "../client-type.ts";
import { eachKnown, knownPart } from "../known.ts";
import { isNotSet } from "../not-set.ts";
import { texts, words } from "../parameters.ts";
import { matches } from "../pattern.ts";
import { PERSONAL_WORDS, personalSource } from "../personal-data.ts";
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

/** Whether a claim is one that only the authorization server may set. */
export function isReservedClaim(claim: string, denied: readonly string[] = RESERVED): boolean {
  return denied.some((pattern) => matches(pattern, claim));
}

const PROPERTIES = ["accessTokenTemplateContent", "idTokenTemplateContent"] as const;

const config = z.strictObject({
  denyClaims: texts("Claims that no template may set; `*` matches any characters.", RESERVED),
  piiClaimsThirdParty: words(
    "Words that mark a claim, or a placeholder of the user or member, as personal data; `*` matches any characters. The name or address of an organization or another thing does not count; a whole user, member or metadata object always does. An empty list turns this check off.",
    PERSONAL_WORDS,
  ),
});

export const claimsTemplateSafe = defineRule({
  name: "connected-app-claims-template-safe",
  title: "Templates set no reserved claims and disclose no personal data",
  description:
    "A template adds claims to tokens. It must not replace the claims by which APIs validate a token, must yield a JSON object, and should not disclose personal data to third-party clients (advisory only).",
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
            why: "no token can be issued with it, so every sign-in with this client would fail",
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
    .filter((claim) => isReservedClaim(claim, denyClaims))
    .map((claim) => ({
      property,
      value: `a template that sets the claim ${shown(claim)}`,
      why: "by this claim an API decides whether a token is valid and for whom, so only Stytch may set it",
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
    const paths = (placeholdersOf.get(claim) ?? []).map(({ path }) => path);
    const source = personalSource(claim, paths, piiClaimsThirdParty);
    if (source === undefined) return [];
    const from = source.path === undefined ? "" : `, from ${shown(source.path)},`;
    return [
      {
        property,
        value: `a template that puts the claim ${shown(claim)}${from} into tokens for someone else's application`,
        why: "it looks like personal data of your users, which would leave your control with every token",
        remedy:
          "Remove the claim, or let the application request the data with a scope, to which the user has to consent",
        level: "advisory" as const,
      },
    ];
  });
  return found.length > 0 && isThirdParty(properties.clientType) ? found : [];
}
