import { html } from "hono/html";
import type { Session } from "../../state/session.ts";
import { timestamp } from "../../timestamp.ts";
import type { Kind } from "../kind.ts";
import { related } from "../listing.ts";
import { ends, hrefOf } from "../scene.ts";
import { facts, json } from "../table.ts";
import { allTokens, tokens } from "./tokens.ts";

export const sessions: Kind<Session> = {
  path: "sessions",
  title: "Sessions",
  columns: ["Session", "Subject", "Ends", "Factors"],
  all: ({ state }) => state.sessions.all(),
  find: ({ state }, id) => state.sessions.get(id),
  idOf: ({ id }) => id,
  row: (session, scene) => [
    session.id,
    { text: session.subjectId, href: hrefOf("people", session.subjectId) },
    ends(session.expiresAt, scene),
    factorsText(session),
  ],
  texts: (session) => [session.id, session.subjectId, factorsText(session)],
  filters: [
    {
      name: "state",
      label: "State",
      of: ({ expiresAt }, { clock }) => (expiresAt <= clock.now() ? "over" : "active"),
    },
  ],
  detail: (session, scene) => html`
    <div data-live id="detail">
      ${facts([
        ["Session", session.id],
        ["Subject", { text: session.subjectId, href: hrefOf("people", session.subjectId) }],
        ["Organization", session.organizationId ?? "none"],
        ["Started", timestamp(session.startedAt)],
        ["Last accessed", timestamp(session.lastAccessedAt)],
        ["Ends", ends(session.expiresAt, scene)],
        ["Factors", json(session.factors)],
        ["Custom claims", json(session.customClaims)],
        ["Attributes", json(session.attributes)],
      ])}
      ${related(tokens, allTokens(scene, { sessionId: session.id }), scene)}
    </div>
  `,
};

function factorsText({ factors }: Session): string {
  return factors.map(({ deliveryMethod }) => deliveryMethod).join(", ");
}
