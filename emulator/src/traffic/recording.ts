import { connectionFaultOf } from "./connection-faults.ts";
import { LOG_LIMITS, type RecordedMessage, type RecordedRequest } from "./request-log.ts";

/** What a request and its response say by themselves. */
type Recording = Pick<
  RecordedRequest,
  "method" | "path" | "query" | "status" | "userAgent" | "requestId" | "request" | "response"
>;

/** Copies a request before its body is read. @returns Completes the recording once there is a response. */
export function startRecording(request: Request): (response: Response) => Promise<Recording> {
  const copy = request.body === null ? undefined : request.clone();
  const { method, headers } = request;
  const { pathname: path, search: query } = new URL(request.url);
  return async (response) => {
    const isDropped = connectionFaultOf(response) === "dropped";
    const text = isDropped ? "" : await response.clone().text();
    return {
      method,
      path,
      query,
      status: isDropped ? "dropped" : response.status,
      userAgent: headers.get("user-agent"),
      requestId: requestIdOf(text),
      request: messageOf(headers, (await copy?.text()) ?? ""),
      response: isDropped ? null : messageOf(response.headers, text),
    };
  };
}

function messageOf(headers: Headers, text: string): RecordedMessage {
  const limit = LOG_LIMITS.bodyCharacters;
  return {
    headers: [...headers],
    body: text.length > limit ? copied(text.slice(0, limit)) : text,
    omittedCharacters: Math.max(0, text.length - limit),
  };
}

/** A slice keeps the whole of its text in memory. */
function copied(slice: string): string {
  return Buffer.from(slice, "utf16le").toString("utf16le");
}

/** Quotation marks within a value are escaped, so that no value of a client can look like this. */
const REQUEST_ID = /[{,]"request_id":"([\w-]+)"/;

/** It is among the first fields of a response or the last, and responses may be large. */
function requestIdOf(text: string): string | null {
  return (REQUEST_ID.exec(text.slice(0, 300)) ?? REQUEST_ID.exec(text.slice(-300)))?.[1] ?? null;
}
