import { z } from "zod";
import { RefusedError, RequestError, ResponseError } from "../errors.ts";
import type { Secrets } from "../secrets.ts";
import type { HttpAnswer } from "./http-client.ts";

/** Either of Stytch's two forms of an error, whichever endpoint sent it. */
const errorBody = z.object({
  error_type: z.string().optional(),
  error_message: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  request_id: z.string().optional(),
});

const LONGEST_SAID = 300;

/**
 * The checked body of a 2xx answer.
 *
 * @throws RefusedError for another status, RequestError if the body is not JSON, ResponseError if
 * it is not as specified.
 */
export function readAnswer<T extends z.ZodType>(
  answer: HttpAnswer,
  schema: T,
  secrets: Secrets,
): z.output<T> {
  if (answer.status < 200 || answer.status > 299) throw refusedBy(answer, secrets);
  const parsed = schema.safeParse(parseJson(answer));
  if (parsed.success) return parsed.data;
  // Paths and expectations only: the input of an issue may be a token.
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new ResponseError(answer.place, `the response is not as specified: ${problems.join("; ")}`);
}

/** The error of an answer with another status than 2xx. */
export function refusedBy(answer: HttpAnswer, secrets: Secrets): RefusedError {
  const body = errorBody.catch({}).parse(tryJson(answer.text));
  const clean = (said: string | undefined) => said && secrets.hide(said).slice(0, LONGEST_SAID);
  const error = new RefusedError(answer.place, {
    status: answer.status,
    errorType: clean(body.error_type ?? body.error),
    said: clean(body.error_message ?? body.error_description),
    requestId: clean(body.request_id),
    retryAfterMs: answer.retryAfterMs,
  });
  error.retried = answer.retried;
  return error;
}

function parseJson(answer: HttpAnswer): unknown {
  const parsed = tryJson(answer.text);
  if (parsed !== undefined) return parsed;
  // The text is not quoted: it may hold a token.
  const what = `the response is not JSON (${answer.text.length} characters)`;
  throw new RequestError(answer.place, `${what}, a proxy may have sent it`);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
