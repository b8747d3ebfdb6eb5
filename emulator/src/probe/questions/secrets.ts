import { describe } from "../api.ts";
import { appOf, type Client, isSuccess } from "../clients.ts";
import {
  other,
  questionOfClient,
  questionOfCreation,
  type Session,
  skipped,
  value,
} from "../question.ts";
import { measureSeconds } from "./lag.ts";
import { requestToken, WRONG_SECRET } from "./token.ts";

export const secretLastFour = questionOfCreation("secret_last_four", {}, (app) => {
  const lastFour = app.client_secret_last_four;
  if (lastFour === undefined) return value("left_out");
  return typeof lastFour === "string" && lastFour !== "" ? value("shown") : other("no text");
});

async function rotate({ api, hide }: Session, client: Client, step: "/start" | "" | "/cancel") {
  const response = await api.call("POST", `${client.path}/secrets/rotate${step}`, {});
  const { next_client_secret: next } = appOf(response);
  hide(next);
  return { response, next };
}

export const rotationStart = questionOfClient("rotation_start_while_running", {
  requests: 2,
  async ask(session, client) {
    const first = await rotate(session, client, "/start");
    if (!isSuccess(first.response)) return other(first.response);
    const second = await rotate(session, client, "/start");
    if (second.response.status === 400) return value("refused");
    if (!isSuccess(second.response)) return other(second.response);
    return second.next === first.next ? other("the same secret again") : value("replaced");
  },
});

export const oldSecretGrace = questionOfClient("old_secret_grace_seconds", {
  requests: 66,
  async ask(session, client) {
    const old = client.secret;
    if (old === undefined) return other("a new client has no secret");
    const [right, wrong] = [
      await requestToken(session, client.id, old),
      await requestToken(session, client.id, WRONG_SECRET),
    ];
    if (describe(right) === describe(wrong)) {
      return skipped("the token endpoint responds alike to a right and a wrong secret");
    }
    for (const step of ["/start", ""] as const) {
      const { response } = await rotate(session, client, step);
      if (!isSuccess(response)) return other(response);
      if (step === "/start") continue;
      return measureSeconds(session, response.receivedAt, async () => {
        const now = await requestToken(session, client.id, old);
        return { isThere: describe(now) === describe(wrong), sentAt: now.sentAt };
      });
    }
    return other("no rotation");
  },
});
