import { errors } from "undici";
import { z } from "zod";
import {
  type RequestPlace,
  StytchApiError,
  StytchNetworkError,
  StytchResponseError,
  StytchTimeoutError,
} from "./errors.ts";
import { hintFor } from "./hints.ts";

/** A proxy refused the tunnel; only the message says with which status. */
const NO_TUNNEL = "UND_ERR_ABORTED";

/** Failures that come before the first byte of a request is sent. */
const NOT_SENT = new Set([
  NO_TUNNEL,
  "UND_ERR_PRX_CONN",
  "UND_ERR_PRX_TLS",
  "UND_ERR_CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

const errorAnswer = z.object({
  error_type: z.string().optional(),
  error_message: z.string().optional(),
  request_id: z.string().optional(),
});

/** @throws StytchResponseError */
export function parseAnswer(call: RequestPlace, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No cause: a SyntaxError quotes the text, and the text may hold a client secret.
    throw new StytchResponseError(
      call,
      `the answer is not JSON (${text.length} characters); a proxy may have changed it.`,
      call.method !== "GET",
    );
  }
}

/**
 * The error of an answer with another status than 2xx.
 *
 * @param hide takes credentials out of what the server said.
 */
export function apiErrorFrom(
  call: RequestPlace,
  status: number,
  text: string,
  hide: (said: string) => string,
): StytchApiError {
  let parsed: z.infer<typeof errorAnswer> = {};
  try {
    parsed = errorAnswer.catch({}).parse(JSON.parse(text));
  } catch {
    // Proxies answer with HTML; the status still says enough.
  }
  const clean = (said: string | undefined) => said && hide(said).slice(0, 500);
  const details = {
    status,
    errorType: clean(parsed.error_type),
    errorMessage: clean(parsed.error_message),
    requestId: clean(parsed.request_id),
  };
  return new StytchApiError(call, details, hintFor(details));
}

/** The error of a request that got no whole answer. */
export function failureFrom(
  call: RequestPlace & { readonly signal?: AbortSignal | undefined },
  error: unknown,
  timedOut: boolean,
  timeoutMs: number,
): Error {
  const code =
    error instanceof Error && "code" in error && error.code ? String(error.code) : undefined;
  const sent = !NOT_SENT.has(code ?? "");
  const mayHaveTakenEffect = sent && call.method !== "GET";
  if (call.signal?.aborted) return cancelled(call, mayHaveTakenEffect);
  if (timedOut || code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
    return new StytchTimeoutError(
      call,
      `no whole answer within ${timeoutMs / 1000} s. Check the network, or raise stytch:timeoutSeconds.`,
      mayHaveTakenEffect,
      { cause: error },
    );
  }
  const message = error instanceof Error ? error.message : "unknown";
  const what = code === undefined || code === NO_TUNNEL ? message : code;
  return new StytchNetworkError(
    call,
    sent
      ? `the connection broke before the whole answer had arrived (${what}). Check the network and proxies.`
      : `could not connect (${what}). Check stytch:apiUrl, the network and proxies.`,
    mayHaveTakenEffect,
    { cause: withoutAnswer(error) },
  );
}

export function cancelled(
  call: RequestPlace,
  mayHaveTakenEffect: boolean,
  cause?: unknown,
): StytchTimeoutError {
  return new StytchTimeoutError(call, "cancelled by the caller.", mayHaveTakenEffect, { cause });
}

/** The parser's errors quote the bytes they choke on, which may hold a client secret. */
function withoutAnswer(error: unknown): unknown {
  return error instanceof errors.HTTPParserError ? new Error(error.message) : error;
}
