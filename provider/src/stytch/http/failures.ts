import { errors } from "undici";
import { z } from "zod";
import { visible } from "../../text/visible.ts";
import {
  type RequestPlace,
  StytchApiError,
  StytchInterruptedError,
  StytchNetworkError,
  StytchResponseError,
  StytchTimeoutError,
} from "../errors.ts";
import { hintFor } from "../hints.ts";
import { isLoopback, type SettingNames } from "../settings.ts";

/** A proxy refused the tunnel; only the message says with which status. */
const NO_TUNNEL = "UND_ERR_ABORTED";
/** How Node.js and OpenSSL name what is wrong with a certificate. */
const CERTIFICATE = /CERT|LEAF_SIGNATURE/;

const errorResponse = z.object({
  error_type: z.string().optional(),
  error_message: z.string().optional(),
  request_id: z.string().optional(),
});

/**
 * The text itself decides, not its declared type: JSON with a wrong type may contain a new client.
 *
 * @param type the declared media type, named in the error where the text is not JSON.
 * @throws StytchResponseError
 */
export function parseBody(call: RequestPlace, text: string, type?: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No cause: a SyntaxError quotes the text, and the text may hold a client secret.
    throw new StytchResponseError(
      call,
      `the response is not JSON (${text.length} characters${type ? ` of ${type}` : ""}); a proxy may have changed it.`,
      call.method !== "GET",
    );
  }
}

/**
 * The error of a response with a status other than 2xx.
 *
 * @param surroundings `hide` takes credentials out of what the server said.
 */
export function apiErrorFrom(
  call: RequestPlace,
  status: number,
  text: string,
  { hide, names }: { readonly hide: (said: string) => string; readonly names: SettingNames },
): StytchApiError {
  let parsed: z.infer<typeof errorResponse> = {};
  try {
    parsed = errorResponse.catch({}).parse(JSON.parse(text));
  } catch {
    // Proxies respond with HTML; the status still says enough.
  }
  const clean = (said: string | undefined) => said && visible(hide(said).slice(0, 500));
  const details = {
    status,
    errorType: clean(parsed.error_type),
    errorMessage: clean(parsed.error_message),
    requestId: clean(parsed.request_id),
  };
  return new StytchApiError(call, details, hintFor(details, names));
}

/** What is known about an attempt that got no whole response. */
export interface AttemptOutcome {
  /** Whether anything of the request was written to a connection. */
  readonly sent: boolean;
  readonly timedOut: boolean;
  /** The limit of the attempt, in milliseconds. */
  readonly timeoutMs: number;
  readonly names: SettingNames;
  /** The base URL that the request went to. */
  readonly apiUrl: string;
}

interface InterruptibleCall extends RequestPlace {
  readonly isSearch?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** The error of a request that got no whole response. */
export function failureFrom(
  call: InterruptibleCall,
  error: unknown,
  { sent, timedOut, timeoutMs, names, apiUrl }: AttemptOutcome,
): StytchInterruptedError | StytchNetworkError | StytchTimeoutError {
  const code =
    error instanceof Error && "code" in error && error.code ? String(error.code) : undefined;
  const mayHaveTakenEffect = sent && !onlyReads(call);
  if (call.signal?.aborted) {
    return interrupted(call, sent ? (mayHaveTakenEffect ? "unknown" : "nothing") : "unsent");
  }
  if (timedOut || code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
    return new StytchTimeoutError(
      call,
      `no complete response within ${timeoutMs / 1000} s. Check the network${names.timeout === undefined ? "" : `, or raise ${names.timeout}`}.`,
      mayHaveTakenEffect,
      { cause: error },
    );
  }
  const message = error instanceof Error ? error.message : "unknown";
  // The system's message names host and port beside its code; for several addresses it is empty.
  const isNamed = code === undefined || code === NO_TUNNEL || message.includes(code);
  const what = isNamed ? message : code;
  return new StytchNetworkError(
    call,
    sent
      ? `the connection broke before the response was complete (${what}). Check the network and proxies.`
      : `could not connect (${what}). ${remedyFor(code, apiUrl, names)}`,
    mayHaveTakenEffect,
    { cause: withoutResponse(error) },
  );
}

function remedyFor(code: string | undefined, apiUrl: string, names: SettingNames): string {
  const url = new URL(apiUrl);
  // The emulator speaks no TLS: at another scheme it is something else that is not there.
  if (code === "ECONNREFUSED" && isLoopback(url) && url.protocol === "http:") {
    return (
      `Nothing listens at ${apiUrl} on this machine. Start the emulator there, with npx stytch-emulator ` +
      `--port ${url.port || "80"} and the --state that it had, or correct ${names.apiUrl}.`
    );
  }
  if (code === undefined || !CERTIFICATE.test(code)) {
    return `Check ${names.apiUrl}, the network and proxies.`;
  }
  return (
    `The server's certificate is not trusted, so nothing was sent. Check ${names.apiUrl} and the clock of this machine; ` +
    "behind a proxy that intercepts TLS, name its root certificate in NODE_EXTRA_CA_CERTS."
  );
}

/** What a call that was interrupted may have done by then: nothing, since it was not sent; nothing; or everything. */
export type Effect = "unsent" | "nothing" | "unknown";

const INTERRUPTED: Readonly<Record<Effect, string>> = {
  unsent: "not sent, because the command was interrupted. Run it again.",
  nothing: "the command was interrupted; this request has changed nothing. Run the command again.",
  unknown:
    "the command was interrupted after this request was sent, and Stytch may or may not have carried it out. " +
    "Run the command again: it continues from what Stytch then has.",
};

/** The error of a call that a signal ended. */
export function interrupted(
  call: RequestPlace,
  effect: Effect,
  cause?: unknown,
): StytchInterruptedError {
  return new StytchInterruptedError(call, INTERRUPTED[effect], effect === "unknown", { cause });
}

/** Whether a call changes nothing, whatever becomes of it. */
export function onlyReads({ method, isSearch = false }: InterruptibleCall): boolean {
  return method === "GET" || isSearch;
}

/** The parser's errors quote the bytes that they reject, which may hold a client secret. */
function withoutResponse(error: unknown): unknown {
  return error instanceof errors.HTTPParserError ? new Error(error.message) : error;
}
