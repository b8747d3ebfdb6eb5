import { z } from "zod";
import { isThirdParty } from "../client-type.ts";
import { hiddenCharacter, mixedWord, oneEditApart, skeleton } from "../lookalike.ts";
import { clients, names } from "../parameters.ts";
import { matchesAny } from "../pattern.ts";
import { defineRule, shown } from "../rule.ts";

/** Shorter names are part of too many innocent names, or one letter away from them. */
const SHORTEST_FOR_PARTS = 5;

export const thirdPartyNameLookalike = defineRule({
  name: "connected-app-third-party-name-lookalike",
  title: "Third-party clients do not have names like yours",
  description:
    "Users see the name of a client on the consent page. A third-party client whose name looks like one of yours gets consent that was meant for you.",
  severity: "medium",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc7591#section-5",
  config: z.strictObject({
    reservedNames: names("Your names: company, products, first-party clients."),
    exceptClients: clients("Third-party clients that may have such a name"),
  }),
  check(app, { reservedNames, exceptClients }) {
    if (!isThirdParty(app.properties.clientType)) return [];
    const { clientName } = app.properties;
    if (typeof clientName !== "string") return [];
    if (matchesAny(exceptClients, app)) return [];
    const value = deception(clientName, reservedNames);
    if (value === undefined) return [];
    return [
      {
        property: "clientName",
        value: `${shown(clientName)}, ${value}`,
        why: "users who are asked for consent would mistake the application for another one, perhaps yours",
        remedy:
          "Choose a name that says whose application it is, in plain letters, or add the client to exceptClients of this policy",
      },
    ];
  },
});

/** How a name deceives its readers, if it does. */
function deception(name: string, reservedNames: readonly string[]): string | undefined {
  const hidden = hiddenCharacter(name);
  if (hidden !== undefined) return "which has an invisible character";
  const mixed = mixedWord(name);
  if (mixed !== undefined) return `whose word ${shown(mixed)} mixes alphabets`;
  const read = skeleton(name);
  const words = name.split(/[\s\p{Pd}_.]/u).map(skeleton);
  const similar = reservedNames.find((reserved) => {
    const own = skeleton(reserved);
    if (own === "") return false;
    if (own.length < SHORTEST_FOR_PARTS) return read === own || words.includes(own);
    return read.includes(own) || oneEditApart(read, own);
  });
  return similar === undefined ? undefined : `which looks like ${shown(similar)}`;
}
