import { z } from "zod";
import { relativesOf } from "../audiences.ts";
import { isThirdParty } from "../client-type.ts";
import { eachKnown } from "../known.ts";
import { client } from "../parameters.ts";
import { matchesAny } from "../pattern.ts";
import { type ConnectedApp, defineStackRule, type StackViolation, shown } from "../rule.ts";
import { shownUrl } from "../url/shown-url.ts";

const AUDIENCE = "accessTokenCustomAudience";

export const audienceNotShared = defineStackRule({
  name: "connected-app-audience-not-shared",
  title: "No audience shared with a third-party client",
  description:
    "The audience of an access token tells an API whether the token is meant for it. If a third-party client has the same audience as other clients, the API cannot tell their tokens apart by it. An audience that is a prefix of another one, or differs from it only in case or a trailing slash, fools an API that compares loosely, so the rule reports that too.",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.3",
  config: z.strictObject({
    groups: z
      .array(z.array(client).min(1))
      .default([])
      .describe(
        "Groups of clients that may share an audience: names of resources or URNs, `*` matches any characters.",
      ),
  }),
  checkStack(apps, { groups }) {
    const sharing = byAudience(apps);
    const violations: StackViolation[] = [];
    for (const [audience, clients] of sharing) {
      const circles = circlesOf(clients, groups);
      for (const circle of circles) {
        const strangers = strangersTo(circle, circles);
        const count = strangers.reduce((sum, { members }) => sum + members.length, 0);
        // One of the first two is another client, if there is any.
        const first = strangers.flatMap(({ members }) => members.slice(0, 2));
        for (const app of circle.members) {
          const other = first.find(({ urn }) => urn !== app.urn);
          if (other === undefined) continue;
          const others = strangers.includes(circle) ? count - 1 : count;
          const isTheirs = () => isThirdParty(app.properties.clientType);
          violations.push(
            ...eachKnown(app, [isTheirs], (holds) =>
              holds() ? [violationOf(app, audience, other, others)] : [],
            ),
          );
        }
      }
    }
    return [...violations, ...nearlyShared(sharing, groups)];
  },
});

/** How many clients with another audience are searched for one that is in no group with the client. */
const MOST_OTHERS = 20;

const RELATIONS = {
  beginning: "which is a prefix of",
  continuation: "which begins with",
  same: "which differs only in case or a slash from",
} as const;

function nearlyShared(
  sharing: ReadonlyMap<string, readonly ConnectedApp[]>,
  groups: readonly string[][],
): StackViolation[] {
  const relatives = relativesOf(sharing.keys());
  const areStrangers = (one: ConnectedApp, other: ConnectedApp) =>
    !groups.some((group) => matchesAny(group, one) && matchesAny(group, other));
  return [...sharing].flatMap(([audience, clients]) => {
    const near = (relatives.get(audience) ?? []).flatMap((relative) =>
      (sharing.get(relative.audience) ?? [])
        .slice(0, MOST_OTHERS)
        .map((other) => ({ ...relative, other })),
    );
    if (near.length === 0) return [];
    return clients.flatMap((app) =>
      eachKnown(app, ["clientType"], (name): StackViolation[] => {
        if (!isThirdParty(app.properties[name])) return [];
        const found = near.find(({ other }) => areStrangers(app, other));
        if (found === undefined) return [];
        return [
          {
            urn: app.urn,
            property: AUDIENCE,
            others: [{ urn: found.other.urn, property: AUDIENCE }],
            value: `${shownUrl(audience)}, ${RELATIONS[found.as]} ${shownUrl(found.audience)} of ${shown(found.other.name)}`,
            why: "an API that does not compare the whole audience accepts tokens of one application as tokens of the other",
            remedy:
              "Give the client an audience that begins differently and make every API compare all of it, or list these clients together in groups of this policy",
          },
        ];
      }),
    );
  });
}

function byAudience(apps: readonly ConnectedApp[]): Map<string, ConnectedApp[]> {
  const sharing = new Map<string, ConnectedApp[]>();
  for (const app of apps) {
    const [audience] = eachKnown(app, [AUDIENCE], (name) => [app.properties[name]]);
    if (typeof audience !== "string" || audience === "") continue;
    const members = sharing.get(audience);
    if (members === undefined) sharing.set(audience, [app]);
    else members.push(app);
  }
  return sharing;
}

/** Clients that belong to the same groups, which may be none. */
interface Circle {
  readonly groups: readonly number[];
  readonly members: ConnectedApp[];
}

/** All clients by their groups: few circles, even with many clients. */
function circlesOf(apps: readonly ConnectedApp[], groups: readonly string[][]): Circle[] {
  const circles = new Map<string, Circle>();
  for (const app of apps) {
    const mine = groups.flatMap((group, index) => (matchesAny(group, app) ? [index] : []));
    const circle = circles.get(mine.join());
    if (circle === undefined) circles.set(mine.join(), { groups: mine, members: [app] });
    else circle.members.push(app);
  }
  return [...circles.values()];
}

/** The circles that may not share with a circle; one without a group may not share within itself. */
function strangersTo({ groups }: Circle, circles: readonly Circle[]): Circle[] {
  return circles.filter((other) => !other.groups.some((group) => groups.includes(group)));
}

function violationOf(
  { urn }: ConnectedApp,
  audience: string,
  other: ConnectedApp,
  others: number,
): StackViolation {
  const more = others > 1 ? ` and ${others - 1} more` : "";
  return {
    urn,
    property: AUDIENCE,
    others: [{ urn: other.urn, property: AUDIENCE }],
    value: `${shownUrl(audience)}, the same as for ${shown(other.name)}${more}`,
    why: "an API cannot tell by the audience whether a token came from someone else's application",
    remedy:
      "Give the client an audience of its own, or list these clients together in groups of this policy",
  };
}
