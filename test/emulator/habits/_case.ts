import type { HabitName, HabitValue } from "../../../emulator/src/habits/table.ts";
import type { AppOptions } from "../../../emulator/src/index.ts";
import { type Api, CLIENTS, createApi, createClient, readClient, SEARCH } from "../_api.ts";

/** What is looked at under a habit, and what each of its answers shows; of numbers, some. */
export interface Case<N extends HabitName> {
  /** Habits and options that the look needs besides. */
  options?: AppOptions;
  look: (options: AppOptions) => Promise<unknown>;
  shows: HabitValue<N> extends number
    ? Record<number, unknown>
    : Record<HabitValue<N> & string, unknown>;
}

export type Cases<N extends HabitName = HabitName> = { [K in N]: Case<K> };

/** The fields of a client that was created with others. */
export function created(fields: Record<string, unknown>, ...names: string[]) {
  return async (options: AppOptions): Promise<unknown> => {
    const api = createApi(options);
    const { status, body } = await api.call("POST", CLIENTS, {
      client_type: "first_party",
      ...fields,
    });
    if (status !== 200) return body.error_type;
    const app = Object(body.connected_app);
    const read = await readClient(api, app.client_id);
    const values = names.map((name) => (name in app ? app[name] : "(absent)"));
    // What create shows is what is stored.
    const stored = names.map((name) => (name in read ? read[name] : "(absent)"));
    return JSON.stringify(values) === JSON.stringify(stored) ? values : { values, stored };
  };
}

/** Creates clients by name. @returns Their ids. */
export async function createClients(api: Api, ...names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const client_name of names) {
    ids.push((await createClient(api, { client_name })).client_id);
  }
  return ids;
}

/** The response to a search: its names, or the type of its error. */
export async function searched(api: Api, request: Record<string, unknown> = {}): Promise<unknown> {
  const { status, body } = await api.call("POST", SEARCH, request);
  if (status !== 200) return body.error_type;
  return Array.from(Object(body.connected_apps), (app) => Object(app).client_name);
}

export async function advance(api: Api, advanceSeconds: number): Promise<void> {
  await api.call("POST", "/_emulator/clock", { advanceSeconds });
}
