import { isInconclusive, RefusedError, SmokeError, StoppedError } from "./errors.ts";
import type { HttpClient } from "./http/http-client.ts";

/**
 * Runs a flow, and starts it anew where it is unknown what became of one of its requests. Requests
 * that can be sent again as they are were so before; what is left uses something up, such as a code.
 *
 * @param flow told whether it runs for another time, and has to obtain anew what it uses up.
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
