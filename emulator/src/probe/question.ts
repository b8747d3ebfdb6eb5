import type { HabitName, HabitValues } from "../habits/table.ts";
import { type Api, type ApiResponse, describe } from "./api.ts";
import type { Client, Clients, Fields } from "./clients.ts";

/** A value of any habit. */
export type AnyValue = HabitValues[HabitName];

/** What a server's responses say about a question. */
export type Answer<V = AnyValue> =
  | { kind: "value"; value: V }
  /** None of the values of the table; `text` says what was seen. */
  | { kind: "other"; text: string }
  /** This project cannot be asked, and that is no fault; `reason` says why. */
  | { kind: "skipped"; reason: string };

/** What a question works with. */
export interface Session {
  api: Api;
  clients: Clients;
  projectId: string;
  /** Hides a secret in whatever the probe shows. */
  hide(secret: unknown): void;
  /** Milliseconds after which a search shows a change, as far as that is known. */
  searchLagMs: number;
}

/** One question of the table: how it is asked, and what the responses mean. */
export interface Question<N extends HabitName = HabitName> {
  habit: N;
  /**
   * Requests that it takes at most, with those that make and delete its clients; without retries, and with
   * one page for a search.
   */
  requests: number;
  /** Clients that it makes at most. */
  clients: number;
  ask(session: Session): Promise<Answer<HabitValues[N]>>;
}

/** Infers which answers the question may have. */
export function question<N extends HabitName>(entry: Question<N>): Question<N> {
  return entry;
}

/**
 * A question that the response to the creation of one client answers.
 *
 * @param refused The meaning of status 400. Default: none.
 */
export function questionOfCreation<N extends HabitName>(
  habit: N,
  fields: Fields,
  read: (app: Fields) => Answer<HabitValues[N]>,
  refused?: NoInfer<HabitValues[N]>,
): Question<N> {
  return {
    habit,
    requests: 2,
    clients: 1,
    async ask({ clients }) {
      const { response, client } = await clients.create(fields);
      if (client !== undefined) return read(client.fields);
      return response.status === 400 && refused !== undefined ? value(refused) : other(response);
    },
  };
}

/** A question about a client without particular fields. */
export function questionOfClient<N extends HabitName>(
  habit: N,
  { requests, ask }: { requests: number; ask: AskWithClient<N> },
): Question<N> {
  return {
    habit,
    requests: requests + 2,
    clients: 1,
    async ask(session) {
      const { response, client } = await session.clients.create();
      return client === undefined ? other(response) : ask(session, client);
    },
  };
}

type AskWithClient<N extends HabitName> = (
  session: Session,
  client: Client,
) => Promise<Answer<HabitValues[N]>>;

export function value<const V>(value: V): Answer<V> {
  return { kind: "value", value };
}

export function skipped(reason: string): Answer<never> {
  return { kind: "skipped", reason };
}

/** @param seen What a server sent: a response, or what is strange about it. */
export function other(seen: ApiResponse | string): Answer<never> {
  return { kind: "other", text: typeof seen === "string" ? seen : describe(seen) };
}

/** The value of the first case that equals what was seen; else what was seen. */
export function match<const V>(
  seen: unknown,
  cases: readonly (readonly [unknown, V])[],
): Answer<V> {
  const text = JSON.stringify(seen);
  const found = cases.find(([expected]) => JSON.stringify(expected) === text);
  return found === undefined ? other(text ?? "no such field") : value(found[1]);
}
