import { isDeepStrictEqual } from "node:util";
import { differs } from "../lifecycle/compare.ts";
import type { Project } from "../lifecycle/lifecycle.ts";
import type { ConnectedApp, ReadOptions } from "../stytch/api.ts";
import { FIELD_NAMES } from "../stytch/connected-app-fields.ts";
import { isNotFound } from "./lookup/not-found.ts";
import type { ConnectedAppOutputs } from "./model.ts";
import { hidesSecrets, serverSecrets } from "./rotation/secrets.ts";

/** Timers may fire a little early, and all second reads are to share their pages. */
const SLACK_MS = 100;

/** @throws as `getConnectedApp` of the API. */
export type SettledRead = (
  id: string,
  known: ConnectedAppOutputs,
  options?: ReadOptions,
) => Promise<ConnectedApp>;

/**
 * Reads that take nothing for drift, or for gone, that the server only does not show yet. What is not as
 * the state has it is read a second time once the state, which was written before these operations
 * began, is older than a server is behind: that takes a few seconds of a process, not of each client.
 */
export function settledReads({ api, clock, readLagMs = 0 }: Project): SettledRead {
  const settledAt = clock.now().getTime() + readLagMs;

  /** Of no page that was asked for before reads were settled. */
  const settledRead = (id: string, options: ReadOptions) => {
    const sinceMs = clock.now().getTime() - settledAt;
    return api.getConnectedApp(id, { ...options, maxAgeMs: sinceMs + SLACK_MS });
  };

  return async (id, known, options = {}) => {
    const aheadMs = settledAt - clock.now().getTime();
    if (aheadMs <= 0) return settledRead(id, options);
    try {
      const app = await api.getConnectedApp(id, options);
      if (isAsKnown(app, known)) return app;
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    await clock.wait(settledAt - clock.now().getTime());
    return settledRead(id, options);
  };
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
