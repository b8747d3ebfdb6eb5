import { connectionFaultOf, markResponse, readBytes } from "./connection-faults.ts";
import { LOG_LIMITS, type RecordedMessage, type RecordedRequest } from "./request-log.ts";

/** What a request and its response say by themselves. */
type Recording = Pick<
  RecordedRequest,
  "method" | "path" | "query" | "status" | "userAgent" | "requestId" | "request" | "response"
>;

interface Started {
  /**
   * Records the body. A request that a fault refuses needs none, and its body may never come.
   *
   * @returns The same request, unread: two readers of one stream would cost more.
   */
  read(): Promise<Request>;
  /** @returns The same response, unread, and the recording. */
  finish(response: Response): Promise<{ response: Response; recording: Recording }>;
}

export function startRecording(incoming: Request): Started {
  const { method, headers, url } = incoming;
  const { pathname: path, search: query } = new URL(url);
  let bytes = new Uint8Array();
  return {
    async read() {
      if (incoming.body === null) return incoming;
      bytes = new Uint8Array(await incoming.arrayBuffer());
      return new Request(url, { method, headers, body: bytes });
    },
    async finish(outgoing) {
      const fault = connectionFaultOf(outgoing);
      const shared = { method, path, query, userAgent: headers.get("user-agent") };
      const request = messageOf(headers, bytes);
      if (fault === "dropped") {
        const nothing = { status: fault, requestId: null, response: null };
        return { response: outgoing, recording: { ...shared, request, ...nothing } };
      }
      const { status } = outgoing;
      const sent = await readBytes(outgoing);
      const response = new Response(sent.length === 0 ? null : sent, outgoing);
      if (fault !== undefined) markResponse(response, fault);
      const requestId = requestIdOf(sent);
      const message = messageOf(outgoing.headers, sent);
      return { response, recording: { ...shared, status, requestId, request, response: message } };
    },
  };
}

function messageOf(headers: Headers, body: Uint8Array): RecordedMessage {
  const limit = LOG_LIMITS.bodyBytes;
  return {
    headers: [...headers],
    body: textOf(body.subarray(0, limit)),
    omittedBytes: Math.max(0, body.length - limit),
  };
}

/** Quotation marks within a value are escaped, so that no value of a client can look like this. */
const REQUEST_ID = /[{,]"request_id":"([\w-]+)"/;

/** It is among the first fields of a response or the last, and responses may be large. */
function requestIdOf(body: Uint8Array): string | null {
  const ends = [body.subarray(0, 300), body.subarray(-300)].map(textOf);
  return (REQUEST_ID.exec(ends[0] ?? "") ?? REQUEST_ID.exec(ends[1] ?? ""))?.[1] ?? null;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}
