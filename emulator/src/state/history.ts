import type { Clock } from "../clock.ts";
import type { ConnectedAppEntry, ConnectedApps } from "./connected-apps.ts";
import type { ProjectState, Store } from "./store.ts";

/** The clients of a project at one time. */
export type ConnectedAppsView = Pick<ConnectedApps, "count" | "get" | "entries">;

export interface History {
  /** The store, whose changes to clients are remembered from now on. */
  store: Store;
  /** The clients as they were so many seconds ago; a change of exactly then is seen. */
  seen(projectId: string, secondsAgo: number): ConnectedAppsView;
}

interface Change {
  at: number;
  clientId: string;
  /** Undefined: the client was created. */
  before: ConnectedAppEntry | undefined;
}

/**
 * Remembers what clients were before each change, for servers whose reads are behind. In memory only:
 * after a restart everyone sees the present.
 *
 * @param keptSeconds How far back a view may go, as of now. Changes are only remembered while it is above 0.
 */
export function createHistory(store: Store, clock: Clock, keptSeconds: () => number): History {
  const recorded = new WeakMap<ProjectState, { state: ProjectState; changes: Change[] }>();

  const record = (projectId: string) => {
    const state = store.of(projectId);
    const known = recorded.get(state);
    if (known !== undefined) return known;
    const changes: Change[] = [];
    const note = (clientId: string) => {
      const oldest = clock.now() - keptSeconds() * 1000;
      const firstKept = changes.findIndex(({ at }) => at > oldest);
      changes.splice(0, firstKept === -1 ? changes.length : firstKept);
      if (keptSeconds() === 0) return;
      changes.push({ at: clock.now(), clientId, before: state.connectedApps.entry(clientId) });
    };
    const connectedApps: ConnectedApps = {
      ...state.connectedApps,
      put(app) {
        note(app.clientId);
        state.connectedApps.put(app);
      },
      remove(clientId) {
        note(clientId);
        state.connectedApps.remove(clientId);
      },
    };
    const entry = { state: { ...state, connectedApps }, changes };
    recorded.set(state, entry);
    return entry;
  };

  return {
    store: { ...store, of: (projectId) => record(projectId).state },
    seen(projectId, secondsAgo) {
      const { state, changes } = record(projectId);
      if (secondsAgo === 0) return state.connectedApps;
      const entries = new Map(
        state.connectedApps.entries().map((entry) => [entry.app.clientId, entry]),
      );
      const then = clock.now() - secondsAgo * 1000;
      for (const { clientId, before } of changes.filter(({ at }) => at > then).reverse()) {
        if (before === undefined) entries.delete(clientId);
        else entries.set(clientId, before);
      }
      return {
        count: () => entries.size,
        get: (clientId) => entries.get(clientId)?.app,
        entries: () => [...entries.values()].sort((a, b) => a.sequence - b.sequence),
      };
    },
  };
}
