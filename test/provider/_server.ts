import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from "node:net";
import { onTestFinished } from "vitest";
import type { StytchSettings } from "../../provider/src/stytch/settings.ts";

export const PROJECT_ID = "project-test-11111111-2222-4333-8444-555555555555";

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface HttpRig {
  url: string;
  settings: StytchSettings;
  requests: SeenRequest[];
  /** Connections made so far. */
  connections: () => number;
  /** The most requests that were open at one time. */
  mostAtOnce: () => number;
}

export function settingsFor(url: string, secret = "secret-test-canary"): StytchSettings {
  return { projectId: PROJECT_ID, secret, apiUrl: url };
}

/** An HTTP server that handles the n-th request (from 1) with `respond(n, …)`. */
export async function serveHttp(
  respond: (n: number, response: ServerResponse, request: SeenRequest) => unknown,
): Promise<HttpRig> {
  const requests: SeenRequest[] = [];
  let connections = 0;
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer(async (incoming, response) => {
    open += 1;
    mostAtOnce = Math.max(mostAtOnce, open);
    response.on("close", () => {
      open -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    requests.push(request);
    await respond(requests.length, response, request);
  });
  server.on("connection", () => {
    connections += 1;
  });
  const url = await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url,
    settings: settingsFor(url),
    requests,
    connections: () => connections,
    mostAtOnce: () => mostAtOnce,
  };
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** A TCP server that handles the n-th request (from 1) of any connection with `onRequest`. */
export async function serveBytes(onRequest: (socket: Socket, n: number) => void) {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", () => {
      requests += 1;
      onRequest(socket, requests);
    });
  });
  const url = await listen(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url, settings: settingsFor(url), requests: () => requests };
}

/** An address of this machine at which no server listens. */
export async function closedUrl(): Promise<string> {
  const server = createTcpServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
