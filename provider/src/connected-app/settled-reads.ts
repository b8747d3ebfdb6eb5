import { isDeepStrictEqual } from "node:util";
import { differs } from "../lifecycle/compare.ts";
import type { Project } from "../lifecycle/lifecycle.ts";
import type { ConnectedApp, ReadOptions } from "../stytch/api.ts";
import { FIELD_NAMES } from "../stytch/connected-app-fields.ts";
import { isNotFound } from "./lookup/not-found.ts";
import type { ConnectedAppOutputs } from "./model.ts";
import { hidesSecrets, serverSecrets } from "./rotation/secrets.ts";

/** Timers may fire a little early, and all second reads should share their pages. */
const SLACK_MS = 100;

export interface SettledReads {
  /** @throws as `getConnectedApp` of the API. */
  read(id: string, known: ConnectedAppOutputs, options?: ReadOptions): Promise<ConnectedApp>;
  /** Notes that a client has just been written. */
  wrote(id: string): void;
}

/**
 * Reads that do not mistake what the server does not show yet for drift or for a missing client. What differs from
 * the state is read a second time once its last write is older than the lag of the server. A client that this
 * process did not write was written before the process began, since the state is older: so all of them
 * together wait a few seconds.
 */
export function settledReads({ api, clock, readLagMs = 0 }: Project): SettledReads {
  const begunAt = clock.now().getTime();
  const writtenAt = new Map<string, number>();

  const settledAt = (id: string) => (writtenAt.get(id) ?? begunAt) + readLagMs;
  const untilSettledMs = (id: string) => settledAt(id) - clock.now().getTime();

  /** From no page that was requested before reads were settled. */
  const settledRead = (id: string, options: ReadOptions) =>
    api.getConnectedApp(id, { ...options, maxAgeMs: SLACK_MS - untilSettledMs(id) });

  return {
    wrote: (id) => void writtenAt.set(id, clock.now().getTime()),
    async read(id, known, options = {}) {
      if (untilSettledMs(id) <= 0) return settledRead(id, options);
      try {
        const app = await api.getConnectedApp(id, options);
        if (isAsKnown(app, known)) return app;
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
      await clock.wait(untilSettledMs(id));
      return settledRead(id, options);
    },
  };
}

function isAsKnown(app: ConnectedApp, known: ConnectedAppOutputs): boolean {
  // Nothing is known about a client that was not read yet.
  if (known.status === undefined) return true;
  const { clientSecretLastFour = "", nextClientSecretLastFour = "" } = known;
  const secrets = { current: clientSecretLastFour, next: nextClientSecretLastFour };
  return (
    (hidesSecrets(app) || isDeepStrictEqual(serverSecrets(app), secrets)) &&
    FIELD_NAMES.every((name) => !differs(app[name], known[name], () => false))
  );
}
