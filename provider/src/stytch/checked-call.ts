import type { z } from "zod";
import { problemsIn } from "../text/problems-in.ts";
import { StytchResponseError } from "./errors.ts";
import type { Call } from "./http/retried-calls.ts";
import type { Transport } from "./http/transport.ts";

/** A page of 1,000 clients is about 1 MB. */
export const MAX_PAGE_BYTES = 6 * 1024 * 1024;

/**
 * Makes a call and reads what the API specifies out of its response.
 *
 * @throws the errors of the transport, StytchResponseError for another response.
 */
export async function sendChecked<Schema extends z.ZodType>(
  transport: Transport,
  schema: Schema,
  call: Call,
): Promise<z.output<Schema>> {
  const result = schema.safeParse(await transport.send(call));
  if (result.success) return result.data;
  throw unspecified(call, result.error);
}

export function unspecified(call: Call, error: z.ZodError): StytchResponseError {
  return new StytchResponseError(call, problemOf(error), call.method !== "GET");
}

export function problemOf(error: z.ZodError): string {
  return `the response is not what the API specifies: ${problemsIn(error).join("; ")}.`;
}
