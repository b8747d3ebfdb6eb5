import { describe } from "../api.ts";
import { appOf, type Client, isSuccess } from "../clients.ts";
import { NoResponseError } from "../errors.ts";
import { type Answer, other, questionOfClient, type Session, value } from "../question.ts";
import { findBound, type Verdict } from "./bound.ts";

const FIELD = "access_token_expiry_minutes";
const MAX_INT32 = 2_147_483_647;

/** @throws NoResponseError for a response that says nothing about the minutes. */
async function attempt({ api }: Session, client: Client, minutes: number): Promise<Verdict> {
  const body = { client_name: client.name, [FIELD]: minutes };
  const response = await api.call("PUT", client.path, body);
  if (response.status === 400) return "refused";
  const stored = appOf(response)[FIELD];
  if (!isSuccess(response) || typeof stored !== "number") {
    throw new NoResponseError(`PUT of ${FIELD}: ${describe(response)} does not tell its value`);
  }
  return stored === minutes ? "accepted" : { stored };
}

async function ask(
  session: Session,
  client: Client,
  extremes: readonly number[],
  guess: number,
): Promise<Answer<number>> {
  const given = client.fields[FIELD];
  if (typeof given !== "number") return other("a new client has no expiry");
  for (const extreme of extremes) {
    const verdict = await attempt(session, client, extreme);
    if (verdict === "accepted") return value(extreme);
    if (verdict === "refused") {
      const bound = await findBound(given, extreme, guess, (minutes) =>
        attempt(session, client, minutes),
      );
      return typeof bound === "number"
        ? value(bound)
        : other(`sometimes ${bound.stored} is stored`);
    }
    // A server may take 0 for a field that was not given.
    if (verdict.stored !== given || extreme === extremes.at(-1)) return value(verdict.stored);
  }
  return other("no expiry tells the bound");
}

export const minExpiry = questionOfClient("min_access_token_expiry_minutes", {
  requests: 10,
  ask: async (session, client) => ask(session, client, [0, 1], 5),
});

export const maxExpiry = questionOfClient("max_access_token_expiry_minutes", {
  requests: 34,
  ask: async (session, client) => ask(session, client, [MAX_INT32], 1440),
});

export const expiryOutOfBounds = questionOfClient("expiry_out_of_bounds", {
  requests: 2,
  async ask(session, client) {
    // The second is out of bounds even where the first is not.
    for (const minutes of [MAX_INT32, -1]) {
      const verdict = await attempt(session, client, minutes);
      if (verdict === "refused") return value("refused");
      if (verdict !== "accepted") return value("clamped");
    }
    return other("no expiry is out of bounds");
  },
});
