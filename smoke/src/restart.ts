import { isInconclusive, RefusedError, SmokeError, StoppedError } from "./errors.ts";
import type { HttpClient } from "./http/http-client.ts";

/**
 * Runs a flow, and restarts it if the outcome of one of its requests is unknown. By then, idempotent
 * requests have been retried; the others use something up, such as a code.
 *
 * @param flow Receives whether it runs again, and must then obtain again what it uses up.
 */
export async function restarting<T>(
  http: Pick<HttpClient, "pause">,
  flow: (restarted: boolean) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await flow(tries > 1);
    } catch (error) {
      if (!(error instanceof SmokeError) || !isInconclusive(error)) throw error;
      if (error.retried || error instanceof StoppedError) throw error;
      const retryAfterMs = error instanceof RefusedError ? error.refusal.retryAfterMs : undefined;
      if (await http.pause(tries, retryAfterMs)) continue;
      error.retried = true;
      throw error;
    }
  }
}
