/** What a handler cannot express in a Response: `dropped` = no response, `truncated` = half a body. */
export type ConnectionFault = "dropped" | "truncated";

const marks = new WeakMap<Response, ConnectionFault>();

/** @returns The same response, to be broken by the server that sends it to the client. */
export function markResponse(response: Response, fault: ConnectionFault): Response {
  marks.set(response, fault);
  return response;
}

export function connectionFaultOf(response: Response): ConnectionFault | undefined {
  return marks.get(response);
}

/**
 * Breaks a marked response as `fetch` shows a broken connection, for use without a socket.
 *
 * @throws TypeError `fetch failed` for a dropped connection. The body of a truncated response fails
 * with TypeError `terminated` when read.
 */
export async function breakInProcess(response: Response): Promise<Response> {
  const fault = connectionFaultOf(response);
  if (fault === undefined) return response;
  if (fault === "dropped") {
    throw new TypeError("fetch failed", { cause: new Error("connection dropped by a fault") });
  }
  const body = await readBytes(response);
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(firstHalf(body));
    },
    pull(controller) {
      controller.error(new TypeError("terminated"));
    },
  });
  const headers = new Headers(response.headers);
  headers.set("content-length", String(body.length));
  return new Response(stream, { status: response.status, headers });
}

export async function readBytes(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

export function firstHalf(body: Uint8Array): Uint8Array {
  return body.subarray(0, Math.floor(body.length / 2));
}
