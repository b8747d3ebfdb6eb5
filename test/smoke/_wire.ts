import EventEmitter from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished } from "vitest";
import { z } from "zod";
import type { Scene } from "./_harness.ts";

/** Names of fields whose values no one may see, in requests and in responses. */
const SECRET_FIELDS = new Set([
  ...["client_secret", "code", "code_verifier", "authorization_code", "token", "password", "hash"],
  ...["access_token", "refresh_token", "id_token", "session_token", "session_jwt"],
  ...["state", "nonce"],
]);

/** Gets each message that passes. */
type Listener = (message: IncomingMessage, body: Buffer) => void;

/** A response on its way, and what it responds to. */
export interface Passing {
  /** `METHOD /path`, without the query. */
  readonly route: string;
  readonly asked: string;
  status: number;
  /** Parsed JSON. */
  body: Record<string, unknown>;
}

/** @returns the scene with a proxy before its emulator that changes what is said. */
export function tamper(
  scene: Scene,
  change: (passing: Passing) => void | Promise<void>,
): Promise<Scene> {
  return interpose(
    scene,
    () => {},
    async (passing) => {
      await change(passing);
      return passing;
    },
  );
}

/** @returns the scene with someone who listens between its emulator and whoever tests it. */
async function interpose(
  scene: Scene,
  listen: Listener,
  change?: (passing: Passing) => Promise<Passing>,
): Promise<Scene> {
  const { apiUrl: origin = scene.url } = scene.target;
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    listen(incoming, body);
    const { method, url = "/", headers } = incoming;
    // The Host header is passed on unchanged: the requested origin is the issuer.
    const onward = request(new URL(url, origin), { method, headers });
    onward.on("response", async (response) => {
      try {
        const said = await buffer(response);
        listen(response, said);
        const status = response.statusCode ?? 500;
        if (change === undefined) {
          outgoing.writeHead(status, response.headers).end(said);
          return;
        }
        const route = `${method} ${new URL(url, origin).pathname}`;
        const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(said.toString()));
        const changed = await change({ route, asked: body.toString(), status, body: parsed });
        outgoing.writeHead(changed.status, { "content-type": "application/json" });
        outgoing.end(JSON.stringify(changed.body));
      } catch {
        outgoing.destroy();
      }
    });
    onward.on("error", () => outgoing.destroy());
    onward.end(body);
  });
  server.listen(0, "127.0.0.1");
  await EventEmitter.once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { ...scene, target: { ...scene.target, apiUrl: `http://127.0.0.1:${port}` } };
}

/** @returns the scene to test, and every secret that has gone over the wire so far. */
export async function eavesdrop(scene: Scene): Promise<{ scene: Scene; heard: Set<string> }> {
  const heard = new Set<string>();
  return { scene: await interpose(scene, (message, body) => hear(message, body, heard)), heard };
}

/** Demands that a text shows no secret, be it encoded for a URL. */
export function expectNone(text: string, secrets: Iterable<string>): void {
  for (const secret of secrets) {
    expect(text.includes(secret), `${secret} is shown`).toBe(false);
    expect(text.includes(encodeURIComponent(secret)), `${secret} is shown encoded`).toBe(false);
  }
}

/** @returns the scene with a server that refuses every code, and says a text wherever it can. */
export function refuseCodes(scene: Scene, text: string): Promise<Scene> {
  return tamper(scene, (passing) => {
    if (passing.body.authorization_code === undefined) return;
    passing.status = 400;
    passing.body = { error_type: text, error_message: text, request_id: text, status_code: 400 };
  });
}

const identified = z.object({ request_id: z.string() });

/** @returns the scene to test, and the `request_id` of each response that is not an error, in order. */
export async function noteRequestIds(
  scene: Scene,
  route: string,
): Promise<{ scene: Scene; requestIds: string[] }> {
  const requestIds: string[] = [];
  let url = "";
  const listen: Listener = (message, body) => {
    url = message.url || url;
    const { statusCode } = message;
    if (url !== route || !statusCode || statusCode >= 300) return;
    requestIds.push(identified.parse(JSON.parse(body.toString())).request_id);
  };
  return { scene: await interpose(scene, listen), requestIds };
}

function hear({ headers }: IncomingMessage, body: Buffer, heard: Set<string>): void {
  const [, credentials] = (headers.authorization ?? "").split(" ");
  if (credentials !== undefined) heard.add(credentials);
  const note = (name: string, value: unknown) => {
    if (SECRET_FIELDS.has(name) && typeof value === "string" && value.length > 7) heard.add(value);
  };
  const text = body.toString();
  if (headers["content-type"]?.includes("form")) {
    for (const [name, value] of new URLSearchParams(text)) note(name, value);
    return;
  }
  try {
    JSON.parse(text, (name, value: unknown) => {
      note(name, value);
      return value;
    });
  } catch {
    // Nothing was said, or nothing that could be read.
  }
}
