import { z } from "zod";
import {
  byType,
  CLIENT_TYPES,
  isPublic,
  isThirdParty,
  knownType,
  shownType,
} from "../client-type.ts";
import { isNotSet } from "../not-set.ts";
import { minutes } from "../parameters.ts";
import { type ConnectedApp, defineRule, shown } from "../rule.ts";

/** Stytch's default, for clients without the property. */
const DEFAULT_MINUTES = 60;

const config = z.strictObject({
  firstPartyMinutes: minutes("Longest lifetime for first-party clients.", 60),
  thirdPartyMinutes: minutes("Longest lifetime for third-party clients.", 30),
  publicMinutes: minutes("Longest lifetime for public clients, first-party and third-party.", 15),
});

export const accessTokenLifetime = defineRule({
  name: "connected-app-access-token-lifetime",
  title: "Short-lived access tokens",
  description:
    "A leaked access token works until it expires. The less a client can protect its tokens, the shorter their lifetime should be. Without a lifetime, Stytch's default of 60 minutes counts.",
  severity: "high",
  level: "mandatory",
  source:
    "https://modelcontextprotocol.io/specification/2025-06-18/basic/authorization#token-theft",
  config,
  strictDefaults: { firstPartyMinutes: 30, thirdPartyMinutes: 15, publicMinutes: 10 },
  check(app, limits) {
    const given = app.properties.accessTokenExpiryMinutes;
    const lifetime = lifetimeOf(app);
    const property = "accessTokenExpiryMinutes";
    if (lifetime !== undefined && byType(app, (type) => lifetime <= longest(type, limits)))
      return [];
    const most = mostOf(app, limits);
    if (lifetime === undefined)
      return [
        {
          property,
          value: `${shown(given)}, which is not a number`,
          why: "no one can tell from it how long a stolen access token would work",
          remedy: `Set it to a number of minutes, ${most} or less`,
        },
      ];
    const kind = `a client of ${shownType(app)}`;
    return [
      {
        property,
        value: `${isNotSet(given) ? `not set, so ${lifetime}` : lifetime}, but ${most} is the limit for ${kind}`,
        why: "anyone who steals an access token of this client can use it for that many minutes",
        remedy: `Set it to ${most} or less; a client with a refresh token can renew its access tokens by itself`,
      },
    ];
  },
  remediate(app, limits) {
    const lifetime = lifetimeOf(app);
    if (lifetime === undefined) return undefined;
    const most = mostOf(app, limits);
    return lifetime > most ? { accessTokenExpiryMinutes: most } : undefined;
  },
});

function lifetimeOf({ properties }: ConnectedApp): number | undefined {
  const given = properties.accessTokenExpiryMinutes;
  if (isNotSet(given)) return DEFAULT_MINUTES;
  return typeof given === "number" && !Number.isNaN(given) ? given : undefined;
}

/** The limit for a client; the most generous one while its type is not known. */
function mostOf(app: ConnectedApp, limits: z.output<typeof config>): number {
  const known = knownType(app);
  const types = known === undefined ? CLIENT_TYPES : [known.clientType];
  return Math.max(...types.map((type) => longest(type, limits)));
}

/** The strictest of the limits that apply. */
function longest(clientType: unknown, limits: z.output<typeof config>): number {
  const { firstPartyMinutes, thirdPartyMinutes, publicMinutes } = limits;
  const owner = isThirdParty(clientType) ? thirdPartyMinutes : firstPartyMinutes;
  return isPublic(clientType) ? Math.min(owner, publicMinutes) : owner;
}
