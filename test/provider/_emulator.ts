import { onTestFinished } from "vitest";
import { z } from "zod";
import { createEmulator, type EmulatorOptions } from "../../emulator/src/index.ts";
import type { ConnectedApp, StytchApi } from "../../provider/src/stytch/api.ts";
import { createStytchApi } from "../../provider/src/stytch/client.ts";
import type { TransportOptions } from "../../provider/src/stytch/http/transport.ts";
import type { StytchSettings } from "../../provider/src/stytch/settings.ts";

export const CREATE = "POST /v1/connected_apps/clients";
export const SEARCH = "POST /v1/connected_apps/clients/search";
export const GET = "GET /v1/connected_apps/clients/{client_id}";
export const PUT = "PUT /v1/connected_apps/clients/{client_id}";
export const DELETE = "DELETE /v1/connected_apps/clients/{client_id}";

/** Retries as in production, without their pauses. */
export const NO_PAUSE: TransportOptions = { wait: async () => {} };

const statsSchema = z.object({
  total: z.number(),
  requests: z.record(z.string(), z.number()),
  statuses: z.record(z.string(), z.number()),
});

export type Stats = z.output<typeof statsSchema>;

/** An emulated Stytch on a real port, seen by one client. */
export interface Rig {
  api: StytchApi;
  settings: StytchSettings;
  /** A further client of the same server. */
  connect(changes?: Partial<StytchSettings>, options?: TransportOptions): StytchApi;
  /** Everything that goes wrong from now on; counting restarts. */
  setFaults(...faults: Record<string, unknown>[]): Promise<void>;
  stats(): Promise<Stats>;
  /** Like `stats`, once so many requests have been counted: those given up on are counted late. */
  statsAfter(total: number): Promise<Stats>;
  /** What the server holds, read without faults. */
  clients(): Promise<ConnectedApp[]>;
}

export async function startRig(
  options: EmulatorOptions = {},
  transport: TransportOptions = NO_PAUSE,
  vertical: "consumer" | "b2b" = "consumer",
): Promise<Rig> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  const { url, projectId, secret } = emulator.projects[vertical];
  const settings: StytchSettings = { projectId, secret, apiUrl: url };

  function connect(changes: Partial<StytchSettings> = {}, options = transport): StytchApi {
    return createStytchApi({ ...settings, ...changes }, options);
  }
  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/_emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  }
  const stats = async () => statsSchema.parse(await control("GET", "stats"));

  return {
    api: connect(),
    settings,
    connect,
    async setFaults(...faults) {
      await control("PUT", "faults", { faults });
      await control("POST", "stats/reset");
    },
    stats,
    async statsAfter(total) {
      for (let tries = 0; tries < 200; tries += 1) {
        const report = await stats();
        if (report.total >= total) return report;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return stats();
    },
    async clients() {
      await control("PUT", "faults", { faults: [] });
      return (await connect().searchConnectedApps({})).connectedApps;
    },
  };
}
