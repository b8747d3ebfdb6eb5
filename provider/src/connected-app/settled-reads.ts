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

export interface SettledReads {
  /** @throws as `getConnectedApp` of the API. */
  read(id: string, known: ConnectedAppOutputs, options?: ReadOptions): Promise<ConnectedApp>;
  /** Notes that a client has just been written. */
  wrote(id: string): void;
}

/**
 * Reads that take nothing for drift, or for gone, that the server only does not show yet. What is not as
 * the state has it is read a second time once its last write is longer ago than a server is behind. Of a
 * client that this process did not write that is at the latest when it began, since the state is older:
 * so all of them take a few seconds together.
 */
export function settledReads({ api, clock, readLagMs = 0 }: Project): SettledReads {
  const begunAt = clock.now().getTime();
  const writtenAt = new Map<string, number>();

  const settledAt = (id: string) => (writtenAt.get(id) ?? begunAt) + readLagMs;
  const untilSettledMs = (id: string) => settledAt(id) - clock.now().getTime();

  /** Of no page that was asked for before reads were settled. */
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
  // Of a client that was not read yet nothing is known.
  if (known.status === undefined) return true;
  const { clientSecretLastFour = "", nextClientSecretLastFour = "" } = known;
  const secrets = { current: clientSecretLastFour, next: nextClientSecretLastFour };
  return (
    (hidesSecrets(app) || isDeepStrictEqual(serverSecrets(app), secrets)) &&
    FIELD_NAMES.every((name) => !differs(app[name], known[name], () => false))
  );
}
