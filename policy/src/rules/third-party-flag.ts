import { z } from "zod";
import { isThirdParty } from "../client-type.ts";
import { allHold } from "../known.ts";
import { type ConnectedApp, defineRule, type Rule, shown } from "../rule.ts";

const config = z.strictObject({});

interface ThirdPartyFlag
  extends Pick<Rule<typeof config>, "name" | "title" | "description" | "source"> {
  /** The property that must not be true. */
  readonly flag: "fullAccessAllowed" | "bypassConsentForOfflineAccess";
  readonly why: string;
}

/** A rule that a third-party client must not have a flag, which it corrects by setting the flag to false. */
export function thirdPartyFlagRule({ flag, why, ...described }: ThirdPartyFlag) {
  const isBroken = ({ properties }: ConnectedApp) =>
    allHold(
      () => isThirdParty(properties.clientType),
      () => properties[flag] === true,
    );
  return defineRule({
    ...described,
    severity: "critical",
    level: "mandatory",
    config,
    check(app) {
      if (!isBroken(app)) return [];
      return [
        {
          property: flag,
          value: `true for a client of type ${shown(app.properties.clientType)}`,
          why,
          remedy:
            "Set it to false; if the application is your own, give the client a type that begins with first_party",
        },
      ];
    },
    remediate: (app) => (isBroken(app) ? { [flag]: false } : undefined),
  });
}
