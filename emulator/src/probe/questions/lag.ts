import type { ApiResponse } from "../api.ts";
import { appOf, isSuccess } from "../clients.ts";
import { type Answer, other, question, type Session, value } from "../question.ts";

/** The probe looks once a second, for at most so long. */
const LONGEST_SECONDS = 60;
const SECOND_MS = 1000;

/** Whether a look shows a change, and when the first request of it was sent. */
export interface Look {
  isThere: boolean;
  sentAt: number;
}

/**
 * Looks until something changes.
 *
 * @param since When the server had made the change, at the latest.
 * @returns The smallest whole number of seconds that fits.
 */
export async function measureSeconds(
  { api }: Session,
  since: number,
  look: () => Promise<Look | ApiResponse>,
): Promise<Answer<number>> {
  for (let seconds = 0; ; ) {
    const seen = await look();
    if (!("isThere" in seen)) return other(seen);
    if (seen.isThere) return value(seconds);
    const elapsedMs = seen.sentAt - since;
    if (elapsedMs > LONGEST_SECONDS * SECOND_MS) return other(`over ${LONGEST_SECONDS} seconds`);
    seconds = Math.max(0, Math.floor(elapsedMs / SECOND_MS)) + 1;
    await api.wait(SECOND_MS);
  }
}

export const searchLag = question({
  habit: "search_lag_seconds",
  requests: LONGEST_SECONDS + 4,
  clients: 1,
  async ask(session) {
    const { response, client } = await session.clients.create();
    if (client === undefined) return other(response);
    const answer = await measureSeconds(session, response.receivedAt, async () => {
      const { apps, sentAt } = await session.clients.list();
      return { isThere: apps.some((app) => app.client_id === client.id), sentAt };
    });
    if (answer.kind === "value") session.searchLagMs = answer.value * SECOND_MS;
    return answer;
  },
});

export const getLag = question({
  habit: "get_lag_seconds",
  requests: LONGEST_SECONDS + 4,
  clients: 1,
  async ask(session) {
    const { response, client } = await session.clients.create();
    if (client === undefined) return other(response);
    return measureSeconds(session, response.receivedAt, async () => {
      const found = await session.api.call("GET", client.path);
      if (!isSuccess(found) && found.status !== 404) return found;
      return { isThere: appOf(found).client_id === client.id, sentAt: found.sentAt };
    });
  },
});
