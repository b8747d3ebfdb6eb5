import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { connectionFaultOf, firstHalf, readBytes } from "./traffic/connection-faults.ts";

/** The server cannot listen on a port; `message` names it, `cause` has the original. */
export class ListenError extends Error {
  override name = "ListenError";
  readonly code = "ERR_EMULATOR_LISTEN";
}

export interface RunningServer {
  port: number;
  /** Stops listening and destroys every connection, idle or not. */
  close(): Promise<void>;
}

/**
 * Serves a handler on one port and breaks the connections of responses that a fault has marked.
 *
 * @param port 0 for any free one.
 * @throws ListenError if the port is taken or the host is not one of this machine.
 */
export async function startServer(
  handle: (request: Request) => Promise<Response>,
  port: number,
  host: string,
): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) => {
    const listener = getRequestListener(
      async (request) => carry(await handle(request), incoming, outgoing),
      {
        overrideGlobalObjects: false,
        errorHandler: () => {
          incoming.socket.destroy();
        },
      },
    );
    return listener(incoming, outgoing);
  });
  await listen(server, port, host);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function carry(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Response> {
  const fault = connectionFaultOf(response);
  if (fault === undefined) return response;
  if (fault === "dropped") {
    incoming.socket.destroy();
  } else {
    const body = await readBytes(response);
    const headers = new Headers(response.headers);
    headers.set("content-length", String(body.length));
    outgoing.setHeaders(headers);
    outgoing.writeHead(response.status);
    // Destroyed only once the first half is sent, so that the client sees the response break off.
    outgoing.write(firstHalf(body), () => incoming.socket.destroy());
  }
  return RESPONSE_ALREADY_SENT;
}

const UNRESOLVED = "the host name does not resolve; correct it or choose an address";

/** By the code of the error. */
const PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is already in use; stop the other process or choose another port",
  EADDRNOTAVAIL: "this machine does not have the address; choose another host",
  ENOTFOUND: UNRESOLVED,
  // Without a name server.
  EAI_AGAIN: UNRESOLVED,
  EACCES: "the port needs more permissions; choose one above 1023",
};

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const code = "code" in cause ? String(cause.code) : "";
      const problem = PROBLEMS[code] ?? `${cause.message}; choose another host or port`;
      reject(new ListenError(`cannot listen on ${host}:${port}: ${problem}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}
