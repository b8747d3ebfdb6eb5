import { z } from "zod";
import { RefusedError, RequestError, ResponseError } from "../errors.ts";
import { checkWith, describeProblems } from "../problems.ts";
import type { Secrets } from "../secrets.ts";
import type { HttpResponse } from "./http-client.ts";

/** Both of Stytch's forms of an error, whichever endpoint sent it. */
const errorBody = z.object({
  error_type: z.string().optional(),
  error_message: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  request_id: z.string().optional(),
});

const LONGEST_SAID = 300;

/**
 * Reads and checks the body of a 2xx response.
 *
 * @throws RefusedError for another status, RequestError if the body is not JSON, ResponseError if
 * it is not as specified.
 */
export function readResponse<T extends z.ZodType>(
  response: HttpResponse,
  schema: T,
  secrets: Secrets,
): z.output<T> {
  if (response.status < 200 || response.status > 299) throw refusedBy(response, secrets);
  const body = checkWith(schema, parseJson(response));
  if (body.kind === "valid") return body.data;
  const problems = describeProblems(body.problems);
  throw new ResponseError(response.place, `the response is not as specified: ${problems}`);
}

/** The error for a response with a status other than 2xx. */
export function refusedBy(response: HttpResponse, secrets: Secrets): RefusedError {
  const body = errorBody.catch({}).parse(tryJson(response.text));
  const clean = (said: string | undefined) => said && secrets.hide(said).slice(0, LONGEST_SAID);
  const error = new RefusedError(response.place, {
    status: response.status,
    errorType: clean(body.error_type ?? body.error),
    said: clean(body.error_message ?? body.error_description),
    requestId: clean(body.request_id),
    retryAfterMs: response.retryAfterMs,
  });
  error.retried = response.retried;
  return error;
}

function parseJson(response: HttpResponse): unknown {
  const parsed = tryJson(response.text);
  if (parsed !== undefined) return parsed;
  // The text is not quoted: it may hold a token.
  const what = `the response is not JSON (${response.text.length} characters)`;
  throw new RequestError(response.place, `${what}; a proxy may have sent it`);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
