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
  /** Calls by route and by status since they were last forgotten. */
  traffic(): Promise<Traffic>;
  forgetTraffic(): Promise<void>;
  /** Sets what every following call meets, in place of what was set before. */
  impose(conditions: Conditions): Promise<void>;
  clients(): Promise<WireClient[]>;
  /** Changes a client behind everyone's back. */
  update(clientId: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

export interface Traffic {
  readonly requests: Record<string, number>;
  readonly statuses: Record<string, number>;
}

export interface Conditions {
  /** Milliseconds to wait before every response. */
  readonly latencyMs: number;
  /** The API responds with 429 to calls above it. Undefined for no limit. */
  readonly requestsPerSecond: number | undefined;
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
/** The most that a search gives at once. */
const PAGE_SIZE = 1_000;

export async function startApi(latencyMs: number): Promise<Api> {
  return step("starting the emulator", async () => {
    const emulator = await createEmulator({ latencyMs });
    const { url, projectId, secret } = emulator.projects.consumer;
    const headers = {
      authorization: `Basic ${btoa(`${projectId}:${secret}`)}`,
      "content-type": "application/json",
    };
    const api: Api = {
      env: {
        STYTCH_PROJECT_ID: projectId,
        STYTCH_SECRET: secret,
        STYTCH_API_URL: url,
        STYTCH_READ_LAG_SECONDS: "0",
      },
      reset: () => emulator.reset(),
      requests: async () => (await api.traffic()).requests,
      traffic: async () => (await good(fetch(`${url}/_emulator/stats`))) as Traffic,
      forgetTraffic: async () => {
        await good(fetch(`${url}/_emulator/stats/reset`, { method: "POST" }));
      },
      impose: async ({ latencyMs, requestsPerSecond }) => {
        const faults = [
          { latencyMs, times: "always" },
          ...(requestsPerSecond === undefined ? [] : [{ rateLimit: requestsPerSecond }]),
        ];
        const body = JSON.stringify({ faults });
        await good(fetch(`${url}/_emulator/faults`, { method: "PUT", headers, body }));
      },
      clients: () => allClients(`${url}${CLIENTS}/search`, headers),
      update: async (clientId, fields) => {
        const body = JSON.stringify(fields);
        await good(fetch(`${url}${CLIENTS}/${clientId}`, { method: "PUT", headers, body }));
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

async function allClients(url: string, headers: Record<string, string>): Promise<WireClient[]> {
  const clients: WireClient[] = [];
  let cursor: string | null = null;
  do {
    const body = JSON.stringify({ limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) });
    const page = (await good(fetch(url, { method: "POST", headers, body }))) as SearchPage;
    clients.push(...page.connected_apps);
    cursor = page.results_metadata.next_cursor;
  } while (cursor !== null);
  return clients;
}

interface SearchPage {
  connected_apps: WireClient[];
  results_metadata: { next_cursor: string | null };
}

/** How many of the declared clients the server holds, field by field; each counts once. */
export function countRight(
  declared: readonly DeclaredClient[],
  actual: readonly WireClient[],
): number {
  const byName = Map.groupBy(actual, ({ client_name }) => client_name);
  return declared.filter(({ name, fields }) => {
    const [client, ...more] = byName.get(name) ?? [];
    return client !== undefined && more.length === 0 && holds(client, fields);
  }).length;
}

/** Whether a client has every declared field as declared. */
export function holds(client: WireClient, fields: DeclaredClient["fields"]): boolean {
  return Object.entries(fields).every(
    ([field, value]) => JSON.stringify(client[field]) === JSON.stringify(value),
  );
}

async function good(pending: Promise<Response>): Promise<unknown> {
  const response = await pending;
  if (!response.ok) throw new Error(`the emulator responded with ${response.status}`);
  return response.json();
}
