import { html } from "hono/html";
import { isPublic } from "../../connected-app/client-type.ts";
import { FIELD_KEYS, FIELDS } from "../../connected-app/fields.ts";
import type { ConnectedApp } from "../../state/connected-app.ts";
import type { StoredSecret } from "../../state/stored-secret.ts";
import type { Kind } from "../kind.ts";
import { related } from "../listing.ts";
import { hrefOf, type Scene } from "../scene.ts";
import { type Cell, facts, json } from "../table.ts";
import { consents } from "./consents.ts";
import { secretsSwitch } from "./secrets-switch.ts";
import { allTokens, tokens } from "./tokens.ts";

export const clients: Kind<ConnectedApp> = {
  path: "clients",
  title: "Clients",
  columns: ["Client", "Name", "Type", "Secret", "Redirect URLs"],
  all: ({ state }) => state.connectedApps.entries().map(({ app }) => app),
  find: ({ state }, id) => state.connectedApps.get(id),
  idOf: ({ clientId }) => clientId,
  row: ({ clientId, clientType, settings, secret }) => [
    clientId,
    settings.clientName,
    clientType,
    lastFour(secret),
    settings.redirectUrls.join(" "),
  ],
  texts: ({ clientId, settings }) => [
    clientId,
    settings.clientName,
    settings.clientDescription,
    ...settings.redirectUrls,
  ],
  filters: [{ name: "type", label: "Type", of: ({ clientType }) => clientType }],
  detail(app, scene) {
    const { clientId, clientType, creationMethod, settings, secret, nextSecret } = app;
    const { state } = scene;
    const holders = { clientId };
    return html`
      <p class="actions">
        <a class="button" href="${hrefOf("sign-in", clientId)}">Sign in with this client</a>
        ${isPublic(clientType) ? "" : secretsSwitch(hrefOf("clients", clientId), scene)}
      </p>
      <div data-live id="detail">
        ${facts([
          ["Client ID", clientId],
          ["Type", clientType],
          ["Created by", creationMethod],
          ["Secret", shownSecret(secret, scene)],
          ["Next secret", shownSecret(nextSecret, scene)],
          ...FIELD_KEYS.map((key): [string, Cell] => [
            FIELDS[key].wire,
            typeof settings[key] === "object" ? json(settings[key]) : String(settings[key]),
          ]),
        ])}
        ${related(
          consents,
          state.consents.filter((one) => one.clientId === clientId),
          scene,
        )}
        ${related(tokens, allTokens(scene, holders), scene)}
      </div>
    `;
  },
};

function lastFour(secret: StoredSecret | null): string {
  return secret === null ? "none" : `…${secret.lastFour}`;
}

function shownSecret(secret: StoredSecret | null, { state, showsSecrets }: Scene): Cell {
  if (secret === null || !showsSecrets) return lastFour(secret);
  const clear = state.clearSecrets.find(secret.sha256);
  return clear === undefined
    ? `…${secret.lastFour} (the emulator has started since, and keeps only a hash)`
    : { code: clear };
}
