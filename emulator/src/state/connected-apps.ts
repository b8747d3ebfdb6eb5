import { z } from "zod";
import { type ConnectedApp, connectedAppSchema } from "./connected-app.ts";

const entrySchema = z.strictObject({ sequence: z.int().min(1), app: connectedAppSchema });

export const connectedAppsSchema = z.array(entrySchema);

/** A client with its place in creation order; a place is never used twice. */
export type ConnectedAppEntry = z.output<typeof entrySchema>;

/** The clients of one project, in creation order. */
export interface ConnectedApps {
  count(): number;
  get(clientId: string): ConnectedApp | undefined;
  entry(clientId: string): ConnectedAppEntry | undefined;
  /** Adds the client at the end, or replaces the one of this id in its place. */
  put(app: ConnectedApp): void;
  remove(clientId: string): void;
  entries(): ConnectedAppEntry[];
}

/** @param changed Called after every change. */
export function createConnectedApps(
  initial: ConnectedAppEntry[],
  changed: () => void,
): ConnectedApps {
  const byId = new Map(initial.map((entry) => [entry.app.clientId, entry]));
  let last = Math.max(0, ...initial.map((entry) => entry.sequence));
  return {
    count: () => byId.size,
    get: (clientId) => byId.get(clientId)?.app,
    entry: (clientId) => byId.get(clientId),
    put(app) {
      const sequence = byId.get(app.clientId)?.sequence ?? ++last;
      byId.set(app.clientId, { sequence, app });
      changed();
    },
    remove(clientId) {
      byId.delete(clientId);
      changed();
    },
    entries: () => [...byId.values()],
  };
}
