import { z } from "zod";
import { isThirdParty } from "../client-type.ts";
import { matchesAny } from "../pattern.ts";
import { type ConnectedApp, defineStackRule, type StackViolation, shown } from "../rule.ts";

export const audienceNotShared = defineStackRule({
  name: "connected-app-audience-not-shared",
  title: "No audience shared with a third-party client",
  description:
    "The audience of an access token tells an API whether the token was made for it. Where a client of somebody else has the same audience as other clients, the API cannot tell their tokens apart by it.",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.3",
  config: z.strictObject({
    groups: z
      .array(z.array(z.string().min(1)).min(1))
      .default([])
      .describe(
        "Groups of clients that may share an audience: names of resources or URNs, `*` for any characters.",
      ),
  }),
  checkStack(apps, { groups }) {
    const sharing = new Map<string, ConnectedApp[]>();
    for (const app of apps) {
      const audience = app.properties.accessTokenCustomAudience;
      if (typeof audience !== "string" || audience === "") continue;
      const members = sharing.get(audience);
      if (members === undefined) sharing.set(audience, [app]);
      else members.push(app);
    }
    const violations: StackViolation[] = [];
    for (const [audience, members] of sharing) {
      for (const app of members) {
        if (!isThirdParty(app.properties.clientType)) continue;
        const mine = groups.filter((group) => matchesAny(group, app));
        const others = members.filter(
          (other) => other.urn !== app.urn && !mine.some((group) => matchesAny(group, other)),
        );
        const [first] = others;
        if (first === undefined) continue;
        const more = others.length > 1 ? ` and ${others.length - 1} more` : "";
        violations.push({
          urn: app.urn,
          property: "accessTokenCustomAudience",
          value: `${shown(audience)}, the same as for ${shown(first.name)}${more}`,
          why: "an API cannot tell by the audience whether a token came from somebody else's application",
          fix: "Give the client an audience of its own, or name the clients as one of the groups of this policy",
        });
      }
    }
    return violations;
  },
});
