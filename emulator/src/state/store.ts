import { z } from "zod";
import { type ConnectedApps, connectedAppsSchema, createConnectedApps } from "./connected-apps.ts";

export const snapshotSchema = z.strictObject({
  version: z.literal(1),
  projects: z.record(z.string(), z.strictObject({ connectedApps: connectedAppsSchema })),
});

/** Everything the emulator remembers, by project id, as it is written to a state file. */
export type Snapshot = z.output<typeof snapshotSchema>;

export const EMPTY_SNAPSHOT: Snapshot = { version: 1, projects: {} };

/** What belongs to one project. */
export interface ProjectState {
  connectedApps: ConnectedApps;
}

export interface Store {
  /** The state of a project; an unknown project is empty. */
  of(projectId: string): ProjectState;
  /** Forgets everything. */
  clear(): void;
  snapshot(): Snapshot;
}

/** @param changed Called with the new state after every change. Default: nothing. */
export function createStore(
  initial: Snapshot = EMPTY_SNAPSHOT,
  changed: (snapshot: Snapshot) => void = () => {},
): Store {
  const states = new Map<string, ProjectState>();

  const snapshot = (): Snapshot => ({
    version: 1,
    projects: Object.fromEntries(
      [...states].map(([id, state]) => [id, { connectedApps: state.connectedApps.entries() }]),
    ),
  });
  const createState = (saved: Snapshot["projects"][string]): ProjectState => ({
    connectedApps: createConnectedApps(saved.connectedApps, () => changed(snapshot())),
  });

  for (const [projectId, saved] of Object.entries(initial.projects)) {
    states.set(projectId, createState(saved));
  }

  return {
    of(projectId) {
      const known = states.get(projectId);
      if (known !== undefined) return known;
      const created = createState({ connectedApps: [] });
      states.set(projectId, created);
      return created;
    },
    clear() {
      states.clear();
      changed(snapshot());
    },
    snapshot,
  };
}
