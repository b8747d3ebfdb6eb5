import type { ConnectedApp, StytchApi } from "../../../../provider/src/stytch/api.ts";
import { SERVER_DEFAULTS } from "../../../../provider/src/stytch/connected-app-fields.ts";
import {
  StytchApiError,
  StytchNetworkError,
  StytchResponseError,
  StytchTimeoutError,
} from "../../../../provider/src/stytch/errors.ts";

const PLACE = { method: "POST", path: "/v1/x" };

/** How a call may fail: whether the server had carried it out, and what the caller is told. */
export const FAILURES = {
  "is refused": { effect: false, error: apiError(400, "bad_request") },
  "finds no client": { effect: false, error: apiError(404, "connected_app_not_found") },
  "meets a rate limit to the end": { effect: false, error: apiError(429, "too_many_requests") },
  "fails in the server before": { effect: false, error: apiError(500, "internal_server_error") },
  "fails in the server after": { effect: true, error: apiError(500, "internal_server_error") },
  "never leaves": { effect: false, error: new StytchNetworkError(PLACE, "no way.", false) },
  "breaks before": { effect: false, error: new StytchNetworkError(PLACE, "broke.", true) },
  "breaks after": { effect: true, error: new StytchNetworkError(PLACE, "broke.", true) },
  "is late before": { effect: false, error: new StytchTimeoutError(PLACE, "late.", true) },
  "is late after": { effect: true, error: new StytchTimeoutError(PLACE, "late.", true) },
  "gets a bad response": { effect: true, error: new StytchResponseError(PLACE, "bad.", true) },
} as const;

export type Failure = keyof typeof FAILURES;

/** Of which no one can know whether the server carried the call out. */
export const LOST = Object.keys(FAILURES).filter(
  (name) => FAILURES[name as Failure].error.mayHaveTakenEffect,
) as Failure[];

type Route = "get" | "start" | "cancel" | "complete";

/** One client with its secrets in memory, and the calls of the API about them. */
export interface SecretServer {
  api: StytchApi;
  current: string;
  next: string;
  /** What the server gives to a read. */
  app(): ConnectedApp;
  /** The calls so far. */
  calls: Route[];
  /** What the n-th call (from 1) meets. */
  failures: Map<number, Failure>;
  /** Happens after the n-th call (from 1) was carried out. */
  meanwhile: Map<number, () => void>;
}

/**
 * @param secrets given out in this order; the first is the current one.
 * @param tellsLastFour whether responses hold the last four characters, which the API may leave out.
 */
export function secretServer(
  secrets: string[] = ["secret-1", "secret-2", "secret-3", "secret-4", "secret-5", "secret-6"],
  tellsLastFour = true,
): SecretServer {
  const [first = "", ...further] = secrets;
  const told = (secret: string) => (tellsLastFour ? secret.slice(-4) : "");
  const refusal = (errorType: string) => apiError(400, errorType);
  const actions: Record<Route, () => object> = {
    get: () => ({}),
    start() {
      if (server.next !== "") throw refusal("connected_app_already_rotating_secret");
      server.next = further.shift() ?? "";
      return { nextClientSecret: server.next };
    },
    cancel() {
      if (server.next === "") throw refusal("connected_app_not_rotating_secret");
      server.next = "";
      return {};
    },
    complete() {
      if (server.next === "") throw refusal("connected_app_not_rotating_secret");
      server.current = server.next;
      server.next = "";
      return {};
    },
  };
  async function call(route: Route) {
    const n = server.calls.push(route);
    const failure = FAILURES[server.failures.get(n) ?? ("" as Failure)];
    if (failure && !failure.effect) throw failure.error;
    const shown = actions[route]();
    const response = { ...server.app(), ...shown };
    server.meanwhile.get(n)?.();
    if (failure) throw failure.error;
    return response;
  }
  const api: Partial<StytchApi> = {
    getConnectedApp: () => call("get"),
    startSecretRotation: () => call("start") as ReturnType<StytchApi["startSecretRotation"]>,
    cancelSecretRotation: () => call("cancel"),
    completeSecretRotation: () => call("complete"),
  };
  const server: SecretServer = {
    api: api as StytchApi,
    current: first,
    next: "",
    app: () => ({
      ...SERVER_DEFAULTS,
      clientId: "connected-app-test-1",
      clientType: "first_party",
      status: "active",
      clientSecretLastFour: told(server.current),
      nextClientSecretLastFour: told(server.next),
    }),
    calls: [],
    failures: new Map(),
    meanwhile: new Map(),
  };
  return server;
}

function apiError(status: number, errorType: string): StytchApiError {
  return new StytchApiError(PLACE, { status, errorType }, "hint");
}
