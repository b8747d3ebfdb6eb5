import { type Api, type ApiResponse, describe, isObject } from "./api.ts";
import { NoResponseError, ProbeError } from "./errors.ts";
import { isMarked } from "./mark.ts";
import type { SafeText } from "./safe-text.ts";

export const CLIENTS = "/v1/connected_apps/clients";
export const SEARCH = `${CLIENTS}/search`;

export type Fields = Readonly<Record<string, unknown>>;

/** A client that the probe made. */
export interface Client {
  id: string;
  path: string;
  /** Every update has to send it, since it is the mark. */
  name: string;
  secret: string | undefined;
  /** The client as the response of its creation has it. */
  fields: Fields;
}

/** A client that could not be deleted. */
export interface LeftClient {
  id: string;
  /** Why, fit to be shown. */
  cause: string;
}

/** The clients of a run: all that are made go through here, so that none is left behind. */
export interface Clients {
  /**
   * Creates a client that bears the mark; there is none if the server refuses it.
   *
   * @throws ProbeError `could_not_ask` where the mark does not stay. Error where the project is full.
   */
  create(fields?: Fields): Promise<{ response: ApiResponse; client?: Client }>;
  /** The same by dynamic registration, which may return a client that is there already. */
  register(path: string, metadata: Fields): Promise<{ response: ApiResponse; id?: string }>;
  /** Deletes a client. @returns The response, or why there is none. Never throws. */
  remove(id: string): Promise<ApiResponse | { problem: string }>;
  /** Deletes what is not deleted yet. Never throws. */
  removeAll(): Promise<void>;
  /**
   * Every client of the project, whoever made it.
   *
   * @throws ProbeError `could_not_ask` if there are too many.
   */
  list(options?: { finish?: boolean }): Promise<{ apps: Fields[]; sentAt: number }>;
  /** Finds and deletes the clients of every probe. @returns How many were deleted. */
  sweep(): Promise<number>;
  /** What could not be deleted. */
  left(): LeftClient[];
  /** When a client may have been made of which no response tells the id. */
  lostAt(): number | undefined;
  /** Clients made so far. */
  count(): number;
}

const MOST_PAGES = 50;

/** @param safe Is given every secret to hide, and what a server says of a deletion. */
export function createClients(api: Api, mark: string, safe: SafeText): Clients {
  /** Ids, and why they could not be deleted, if that was tried. */
  const open = new Map<string, string>();
  const removed = new Set<string>();
  let count = 0;
  let lostAt: number | undefined;

  async function remove(id: string): Promise<ApiResponse | { problem: string }> {
    try {
      const response = await api.call("DELETE", pathOf(id), undefined, { finish: true });
      if (isSuccess(response) || response.status === 404) {
        open.delete(id);
        removed.add(id);
      } else {
        open.set(id, safe.text(describe(response)));
      }
      return response;
    } catch (error) {
      // It stays open, and the report says so.
      const problem = error instanceof Error ? error.message : String(error);
      open.set(id, safe.text(problem));
      return { problem };
    }
  }

  async function removeAll(): Promise<void> {
    for (const id of [...open.keys()]) await remove(id);
  }

  /** Sends what makes a client; where no response tells its id, a search has to find it. */
  async function make(
    path: string,
    body: Fields,
    anonymous: boolean,
    read: (response: ApiResponse) => Fields,
  ): Promise<{ response: ApiResponse; made?: { id: string; fields: Fields } }> {
    // What is begun is finished, but nothing is begun once the run is stopped.
    await api.wait(0);
    try {
      const response = await api.call("POST", path, body, { finish: true, anonymous });
      if (!isSuccess(response)) {
        // A server that failed may have made it before.
        if (response.status >= 500) lostAt = api.now();
        return { response };
      }
      const fields = read(response);
      const id = fields.client_id;
      if (typeof id !== "string" || id === "") {
        throw new NoResponseError(`POST ${path}: the response has no client_id`);
      }
      if (!open.has(id)) count += 1;
      open.set(id, "it was not tried");
      removed.delete(id);
      safe.hide(fields.client_secret);
      // A registration need not return the name; that names stay has been seen by then.
      const name = fields.client_name;
      await check(id, isMarked(name) || (anonymous && name === undefined));
      return { response, made: { id, fields } };
    } catch (error) {
      if (error instanceof NoResponseError) {
        lostAt = api.now();
        // What is registered again may have the id of before.
        removed.clear();
      }
      throw error;
    }
  }

  /** Deletes at once what a later run could not find, or must not have made. */
  async function check(id: string, isNamed: boolean): Promise<void> {
    const isLive = /^connected-app-live-/i.test(id);
    if (isNamed && !isLive) return;
    await remove(id);
    const cause = open.get(id);
    const outcome =
      cause === undefined
        ? "nothing was left behind"
        : `it could not be deleted: ${cause}; delete the client ${id} in the dashboard`;
    throw new ProbeError(
      "could_not_ask",
      isLive
        ? `the project has live clients; use a test project (${outcome})`
        : `the server changes client_name so much that a later run could not find clients of this one, so it cannot be asked (${outcome})`,
    );
  }

  async function list({ finish = false } = {}): Promise<{ apps: Fields[]; sentAt: number }> {
    const apps: Fields[] = [];
    let cursor: string | undefined;
    let sentAt: number | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      // Without a limit: which ones a server takes is a question of its own.
      const request = cursor === undefined ? {} : { cursor };
      const response = await api.call("POST", SEARCH, request, { idempotent: true, finish });
      const { connected_apps: page, results_metadata: metadata } = response.body;
      if (!isSuccess(response) || !Array.isArray(page)) {
        throw new NoResponseError(`POST ${SEARCH}: status ${response.status} without a list`);
      }
      sentAt ??= response.sentAt;
      apps.push(...page.filter(isObject));
      const next = isObject(metadata) ? metadata.next_cursor : undefined;
      if (typeof next !== "string" || next === "" || next === cursor) return { apps, sentAt };
      cursor = next;
    }
    throw new ProbeError(
      "could_not_ask",
      `the project has more than ${MOST_PAGES} pages of clients, too many to find those of a probe among them; use a smaller test project`,
    );
  }

  return {
    async create(fields = {}) {
      const body = { client_type: "first_party", ...fields, client_name: mark };
      const { response, made } = await make(CLIENTS, body, false, appOf);
      if (response.body.error_type === "too_many_connected_apps") {
        throw new Error("the project takes no more clients; delete some, or use another one");
      }
      if (made === undefined) return { response };
      const secret = made.fields.client_secret;
      return {
        response,
        client: {
          ...made,
          path: pathOf(made.id),
          name: mark,
          secret: typeof secret === "string" ? secret : undefined,
        },
      };
    },
    async register(path, metadata) {
      const body = { ...metadata, client_name: mark };
      const { response, made } = await make(path, body, true, ({ body: registered }) => registered);
      return made === undefined ? { response } : { response, id: made.id };
    },
    remove,
    removeAll,
    list,
    async sweep() {
      const { apps } = await list({ finish: true });
      const ids = apps
        .filter(({ client_name: name }) => isMarked(name))
        .map(({ client_id: id }) => id)
        .filter((id) => typeof id === "string" && !removed.has(id)) as string[];
      let deleted = 0;
      for (const id of ids) {
        const response = await remove(id);
        if ("status" in response && isSuccess(response)) deleted += 1;
      }
      return deleted;
    },
    left: () => [...open].map(([id, cause]) => ({ id, cause })),
    lostAt: () => lostAt,
    count: () => count,
  };
}

export function isSuccess({ status }: ApiResponse): boolean {
  return status >= 200 && status <= 299;
}

/** The client in a response; without fields if there is none. */
export function appOf({ body }: ApiResponse): Fields {
  return isObject(body.connected_app) ? body.connected_app : {};
}

function pathOf(id: string): string {
  return `${CLIENTS}/${encodeURIComponent(id)}`;
}
