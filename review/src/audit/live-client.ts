import { differs, FIELD_NAMES, SERVER_DEFAULTS } from "pulumi-stytch-connected-apps/lifecycle";
import type { ListedConnectedApp } from "pulumi-stytch-connected-apps/reading";
import { type Client, type ClientRef, Hidden } from "../client.ts";
import type { StateClient } from "../read/index.ts";

const SECRET_OUTPUTS = ["clientSecret", "nextClientSecret"];

/** Names a client that no state knows: by its id, so that a name that someone else chose exempts nothing. */
export function refOfUnmanaged({ clientId }: ListedConnectedApp, projectId: string): ClientRef {
  return {
    urn: clientId,
    name: clientId,
    type: "stytch:index:ConnectedApp",
    resource: "ConnectedApp",
    id: clientId,
    projectId,
    place: undefined,
  };
}

/**
 * A client as it is. What only a resource has, its protection and its secret outputs, counts as good where
 * there is no resource: that no stack has it is said on its own.
 */
export function liveClient(app: ListedConnectedApp, known: StateClient | undefined): Client {
  return {
    fields: { ...liveFields(app, known), clientType: app.clientType },
    local: known?.held.local ?? {},
    secrets: known?.held.secrets ?? {},
    isProtected: known?.held.isProtected ?? true,
    secretOutputs: known?.held.secretOutputs ?? SECRET_OUTPUTS,
  };
}

/** Fields as the program asked for them where the server holds what it held then; else the server's. */
function liveFields(app: ListedConnectedApp, known: StateClient | undefined): Client["fields"] {
  const fields = FIELD_NAMES.map((name): [string, unknown] => {
    const live = app[name];
    if (known === undefined) return [name, live];
    const then = known.outputs[name] ?? SERVER_DEFAULTS[name];
    const isKept = then instanceof Hidden || !differs(then, live, () => false);
    return [name, isKept ? known.held.fields[name] : live];
  });
  return Object.fromEntries(fields);
}

/** Fields that the state keeps as secrets, so that nothing can be said of a drift of them. */
export function hiddenFields({ outputs }: StateClient): string[] {
  return FIELD_NAMES.filter((name) => outputs[name] instanceof Hidden);
}
