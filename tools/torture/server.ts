import { createRequire } from "node:module";
import { createApp } from "stytch-connected-apps-emulator";
import type { TransportOptions } from "../../provider/src/stytch/http/transport.ts";
import { type Fault, type FaultName, faultOf } from "./faults.ts";

/** As the provider's version of undici types it; the one next to this file is another. */
type Dispatcher = NonNullable<TransportOptions["dispatcher"]>;
type Options = Parameters<Dispatcher["dispatch"]>[0];
type Handler = Parameters<Dispatcher["dispatch"]>[1];
type Controller = Parameters<NonNullable<Handler["onRequestStart"]>>[0];

const { Dispatcher: BaseDispatcher } = createRequire(
  createRequire(import.meta.url).resolve("pulumi-stytch-connected-apps"),
)("undici") as { Dispatcher: new () => Dispatcher };

export const CLIENTS = "/v1/connected_apps/clients";
const ORIGIN = "http://127.0.0.1:9";

/** A client on the wire. */
export type WireClient = { client_id: string; client_name: string } & Record<string, unknown>;

/** A request as a fault is drawn for it: the same in every run of a sequence. */
export interface Request {
  readonly method: string;
  readonly path: string;
  /** Name of the client that it is about; `""` for a search. */
  readonly client: string;
}

export interface World {
  /** Says what happens to the requests from now on; nothing by default. */
  disturb(fault: (request: Request) => FaultName | undefined): void;
  /** Ends the faults, and lets late requests take effect. Default: all of them. */
  settle(which?: (method: string, path: string) => boolean): Promise<void>;
  /** A way of one process to the server. */
  connect(onDeath: (of: "provider" | "engine") => void): Dispatcher;
  /** Calls the server as others do, without faults. */
  call(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  clients(): Promise<WireClient[]>;
  /** Whether the server takes a secret of a client. */
  authenticates(clientId: string, secret: string): Promise<boolean>;
  readonly settings: { projectId: string; secret: string; apiUrl: string };
  /** Every secret that the server has issued, and the credentials of the project. */
  readonly secrets: ReadonlySet<string>;
  readonly requests: () => number;
}

/** A request whose sender has given it up. */
interface Late {
  readonly method: string;
  readonly path: string;
  /** So many further requests go before it. */
  in: number;
  readonly act: () => Promise<unknown>;
}

/** How many further requests a late one lets pass before it takes effect. */
const LATE_BY = 3;

/** An emulated Stytch in this process, behind a network that fails as asked. */
export function startWorld(): World {
  const app = createApp();
  const { projectId, secret } = app.projects.consumer;
  const basic = btoa(`${projectId}:${secret}`);
  const secrets = new Set([secret, basic]);
  const names = new Map<string, string>();
  let faultFor: (request: Request) => FaultName | undefined = () => undefined;
  let late: Late[] = [];
  let requests = 0;

  async function reach(method: string, path: string, body: string | null) {
    const request = new Request(`${ORIGIN}${path}`, {
      method,
      body,
      headers: { authorization: `Basic ${basic}`, "content-type": "application/json" },
    });
    const response = await app.fetch(request);
    const text = await response.text();
    const client = JSON.parse(text).connected_app;
    if (client) names.set(client.client_id, client.client_name);
    for (const issued of [client?.client_secret, client?.next_client_secret]) {
      if (issued) secrets.add(issued);
    }
    return { status: response.status, text };
  }

  async function passLate(): Promise<void> {
    for (const waiting of late) waiting.in -= 1;
    const due = late.filter((waiting) => waiting.in < 0);
    late = late.filter((waiting) => waiting.in >= 0);
    for (const { act } of due) await act();
  }

  function clientOf(path: string, body: string | null): string {
    const id = path.slice(CLIENTS.length + 1).split("/")[0] ?? "";
    return names.get(id) ?? (body && JSON.parse(body).client_name) ?? "";
  }

  class Network extends BaseDispatcher {
    readonly #onDeath: (of: "provider" | "engine") => void;
    #isDead = false;

    constructor(onDeath: (of: "provider" | "engine") => void) {
      super();
      this.#onDeath = onDeath;
    }

    override dispatch(options: Options, handler: Handler): boolean {
      void this.#carry(options, handler);
      return true;
    }

    override close(): Promise<void> {
      return Promise.resolve();
    }

    /** Ends what a killed process still does here; nothing waits for it. */
    #refuse(handler: Handler): void {
      setImmediate(() => finish(handler, faultOf("connection refused"), { status: 0, text: "" }));
    }

    async #carry(options: Options, handler: Handler): Promise<void> {
      if (this.#isDead) return this.#refuse(handler);
      const { method, path } = options;
      const body = typeof options.body === "string" ? options.body : null;
      requests += 1;
      await passLate();
      const name = faultFor({ method, path, client: clientOf(path, body) });
      const fault: Fault | undefined = name === undefined ? undefined : faultOf(name);
      const isSent = fault?.end.kind !== "error" || fault.end.isSent;
      if (isSent) handler.onRequestStart?.(CONTROLLER, {});
      let response = { status: 200, text: "" };
      const act = () => reach(method, path, body);
      if (fault?.effect === "later") late.push({ method, path, in: LATE_BY, act });
      else if (fault?.effect !== "none") response = await act();
      if (fault?.end.kind === "death" && !this.#isDead) {
        this.#isDead = true;
        this.#onDeath(fault.end.of);
      }
      if (this.#isDead) return this.#refuse(handler);
      finish(handler, fault, response);
    }
  }

  const call: World["call"] = async (method, path, body) =>
    JSON.parse((await reach(method, path, body ? JSON.stringify(body) : null)).text);

  return {
    settings: { projectId, secret, apiUrl: ORIGIN },
    secrets,
    requests: () => requests,
    disturb(fault) {
      faultFor = fault;
    },
    async settle(which = () => true) {
      faultFor = () => undefined;
      const due = late.filter(({ method, path }) => which(method, path));
      late = late.filter((waiting) => !due.includes(waiting));
      for (const { act } of due) await act();
    },
    connect: (onDeath) => new Network(onDeath),
    call,
    async clients() {
      const page = await call("POST", `${CLIENTS}/search`, { limit: 1000 });
      return page.connected_apps as WireClient[];
    },
    async authenticates(clientId, clientSecret) {
      const form = { token: "none", client_id: clientId, client_secret: clientSecret };
      const request = new Request(`${ORIGIN}/v1/oauth2/introspect`, {
        method: "POST",
        body: new URLSearchParams(form),
      });
      return (await app.fetch(request)).status === 200;
    },
  };
}

const CONTROLLER: Controller = {
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders: null,
  rawTrailers: null,
  abort() {},
  pause() {},
  resume() {},
};

/** Shows the sender of a request how it ended. */
function finish(
  handler: Handler,
  fault: Fault | undefined,
  response: { status: number; text: string },
): void {
  const fail = (code: string) => {
    handler.onResponseError?.(CONTROLLER, Object.assign(new Error(code), { code }));
  };
  const end = fault?.end;
  if (end?.kind === "error") {
    fail(end.code);
    return;
  }
  const { status, text } = end?.kind === "status" ? failureOf(end.status) : response;
  const retryAfter = end?.kind === "status" ? end.retryAfter : undefined;
  const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  handler.onResponseStart?.(CONTROLLER, status, headers, "");
  const shown = end?.kind === "body" ? end.change(text) : text;
  const sent = end?.kind === "cut" ? shown.slice(0, shown.length / 2) : shown;
  handler.onResponseData?.(CONTROLLER, Buffer.from(sent));
  if (end?.kind === "cut") fail("UND_ERR_SOCKET");
  else handler.onResponseEnd?.(CONTROLLER, {});
}

function failureOf(status: number) {
  const error_type =
    status === 429
      ? "too_many_requests"
      : status === 401
        ? "unauthorized_credentials"
        : "internal_server_error";
  return {
    status,
    text: JSON.stringify({ status_code: status, error_type, request_id: "torture" }),
  };
}
