import { html } from "hono/html";
import type { Consent } from "../../state/consent.ts";
import type { Kind } from "../kind.ts";
import { related } from "../listing.ts";
import { hrefOf } from "../scene.ts";
import { facts } from "../table.ts";
import { allTokens, tokens } from "./tokens.ts";

export const consents: Kind<Consent> = {
  path: "consents",
  title: "Consents",
  columns: ["Subject", "Client", "Scopes"],
  all: ({ state }) => state.consents.all(),
  find: ({ state }, id) => state.consents.get(id),
  idOf: ({ id }) => id,
  row: ({ subjectId, clientId, scopes }) => [
    subjectId,
    { text: clientId, href: hrefOf("clients", clientId) },
    scopes.join(" "),
  ],
  texts: ({ subjectId, clientId, scopes }) => [subjectId, clientId, scopes.join(" ")],
  filters: [],
  detail: ({ subjectId, organizationId, clientId, scopes }, scene) => html`
    <div data-live id="detail">
      ${facts([
        ["Subject", { text: subjectId, href: hrefOf("people", subjectId) }],
        ["Organization", organizationId ?? "none"],
        ["Client", { text: clientId, href: hrefOf("clients", clientId) }],
        ["Scopes", scopes.join(" ")],
      ])}
      ${related(tokens, allTokens(scene, { clientId, subjectId }), scene)}
    </div>
  `,
};
