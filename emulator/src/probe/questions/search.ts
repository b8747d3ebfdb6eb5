import { describe, isObject } from "../api.ts";
import { type Client, isSuccess, SEARCH } from "../clients.ts";
import { NoResponseError } from "../errors.ts";
import { type Answer, match, other, question, type Session, skipped, value } from "../question.ts";
import { findBound, type Verdict } from "./bound.ts";

const DOCUMENTED_MAXIMUM = 1000;
const ORDERED = 4;

async function searchWith({ api }: Session, limit: number) {
  return api.call("POST", SEARCH, { limit }, { idempotent: true });
}

/** @throws NoResponseError for a response that is neither a page nor a refusal. */
async function attempt(session: Session, limit: number): Promise<Verdict> {
  const response = await searchWith(session, limit);
  if (response.status === 400) return "refused";
  if (isSuccess(response)) return "accepted";
  throw new NoResponseError(`a search with limit ${limit}: ${describe(response)}`);
}

export const limitAboveMaximum = question({
  habit: "search_limit_above_maximum",
  requests: 1,
  clients: 0,
  async ask(session) {
    const response = await searchWith(session, DOCUMENTED_MAXIMUM + 1);
    if (response.status === 400) return value("refused");
    return isSuccess(response) ? value("clamped") : other(response);
  },
});

export const pageMaximum = question({
  habit: "search_page_maximum",
  requests: 14,
  clients: 0,
  async ask(session) {
    const response = await searchWith(session, DOCUMENTED_MAXIMUM);
    if (response.status === 400) {
      const bound = await findBound(0, DOCUMENTED_MAXIMUM, 100, (limit) => attempt(session, limit));
      return typeof bound === "number" && bound > 0 ? value(bound) : other("no limit is accepted");
    }
    if (!isSuccess(response)) return other(response);
    const { connected_apps: apps, results_metadata: metadata } = response.body;
    const hasMore = isObject(metadata) && Boolean(metadata.next_cursor);
    if (hasMore && Array.isArray(apps)) return value(apps.length);
    if ((await attempt(session, DOCUMENTED_MAXIMUM + 1)) === "refused") {
      return value(DOCUMENTED_MAXIMUM);
    }
    return skipped("no limit is refused, and the project has too few clients to fill a page");
  },
});

export const searchOrder = question({
  habit: "search_order",
  requests: 2 * ORDERED + 1,
  clients: ORDERED,
  async ask(session) {
    const made: Client[] = [];
    for (let index = 0; index < ORDERED; index += 1) {
      const { response, client } = await session.clients.create();
      if (client === undefined) return other(response);
      made.push(client);
    }
    await session.api.wait(session.searchLagMs);
    const { apps } = await session.clients.list();
    const order = apps
      .map((app) => made.findIndex((client) => client.id === app.client_id))
      .filter((index) => index !== -1);
    if (order.length !== ORDERED) return other("a search lacks new clients");
    const oldestFirst = made.map((_, index) => index);
    const answer: Answer<"oldest_first" | "newest_first"> = match(order, [
      [oldestFirst, "oldest_first"],
      [oldestFirst.toReversed(), "newest_first"],
    ]);
    return answer.kind === "value" ? answer : other("another order");
  },
});

export const searchTotal = question({
  habit: "search_total",
  requests: 1,
  clients: 0,
  async ask({ api }) {
    const response = await api.call("POST", SEARCH, {}, { idempotent: true });
    if (!isSuccess(response)) return other(response);
    const { results_metadata: metadata } = response.body;
    const total = isObject(metadata) ? metadata.total : undefined;
    if (total === undefined) return value("left_out");
    if (total === -1) return value("minus_one");
    return Number.isInteger(total) ? value("counted") : other(String(total));
  },
});
