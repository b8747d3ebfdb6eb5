import { createEmulator } from "stytch-connected-apps-emulator";
import type { DeclaredClient } from "../clients.ts";
import { step } from "../failure.ts";

/** The emulated API that all contenders talk to. */
export interface Api {
  /** Credentials and address as environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Forgets all clients and counts. */
  reset(): void;
  /** Requests by route since the last reset. */
  requests(): Promise<Record<string, number>>;
  clients(): Promise<WireClient[]>;
  close(): Promise<void>;
}

export interface WireClient extends Record<string, unknown> {
  readonly client_id: string;
  readonly client_name: string;
  /** Null for public clients. */
  readonly client_secret_last_four: string | null;
}

const CLIENTS = "/v1/connected_apps/clients";
/** Requests that bring the server to speed before anything is measured. */
const WARM_UP = 100;

export async function startApi(latencyMs: number): Promise<Api> {
  return step("starting the emulator", async () => {
    const emulator = await createEmulator({ latencyMs });
    const { url, projectId, secret } = emulator.projects.consumer;
    const headers = {
      authorization: `Basic ${btoa(`${projectId}:${secret}`)}`,
      "content-type": "application/json",
    };
    const api: Api = {
      env: { STYTCH_PROJECT_ID: projectId, STYTCH_SECRET: secret, STYTCH_API_URL: url },
      reset: () => emulator.reset(),
      requests: async () => {
        const answer = await good(fetch(`${url}/_emulator/stats`));
        return (answer as { requests: Record<string, number> }).requests;
      },
      clients: async () => {
        const body = JSON.stringify({ limit: 1000 });
        const answer = await good(
          fetch(`${url}${CLIENTS}/search`, { method: "POST", headers, body }),
        );
        return (answer as { connected_apps: WireClient[] }).connected_apps;
      },
      close: () => emulator.close(),
    };
    const body = JSON.stringify({ client_type: "first_party" });
    const create = () => good(fetch(`${url}${CLIENTS}`, { method: "POST", headers, body }));
    try {
      await Promise.all(Array.from({ length: WARM_UP }, create));
    } catch (error) {
      await api.close();
      throw error;
    }
    api.reset();
    return api;
  });
}

/** How many of the declared clients the server holds, field by field; each counts once. */
export function countRight(
  declared: readonly DeclaredClient[],
  actual: readonly WireClient[],
): number {
  const byName = Map.groupBy(actual, ({ client_name }) => client_name);
  return declared.filter(({ name, fields }) => {
    const [client, ...more] = byName.get(name) ?? [];
    if (client === undefined || more.length > 0) return false;
    return Object.entries(fields).every(
      ([field, value]) => JSON.stringify(client[field]) === JSON.stringify(value),
    );
  }).length;
}

async function good(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  if (!response.ok) throw new Error(`the emulator answered ${response.status}`);
  return response.json();
}
