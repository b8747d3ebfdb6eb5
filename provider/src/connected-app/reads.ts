import { isDeepStrictEqual } from "node:util";
import { differs } from "../lifecycle/compare.ts";
import type { Project } from "../lifecycle/lifecycle.ts";
import { type SettledReads, settledReads } from "../lifecycle/settled-reads.ts";
import type { ConnectedApp } from "../stytch/api.ts";
import { FIELD_NAMES } from "../stytch/connected-app-fields.ts";
import { isNotFound } from "./lookup/not-found.ts";
import type { ConnectedAppOutputs } from "./model.ts";
import { hidesSecrets, serverSecrets } from "./rotation/secrets.ts";

export type ConnectedAppReads = SettledReads<ConnectedAppOutputs, ConnectedApp>;

/** Reads of clients that wait for what the server does not show yet. */
export function clientReads(project: Project): ConnectedAppReads {
  const { api } = project;
  return settledReads(project, {
    get: (id, options) => api.getConnectedApp(id, options),
    isAsKnown,
    isNotFound,
  });
}

function isAsKnown(app: ConnectedApp, known: ConnectedAppOutputs): boolean {
  // Of a client that was not read yet nothing is known.
  if (known.status === undefined) return true;
  const { clientSecretLastFour = "", nextClientSecretLastFour = "" } = known;
  const secrets = { current: clientSecretLastFour, next: nextClientSecretLastFour };
  return (
    (hidesSecrets(app) || isDeepStrictEqual(serverSecrets(app), secrets)) &&
    FIELD_NAMES.every((name) => !differs(app[name], known[name], () => false))
  );
}
