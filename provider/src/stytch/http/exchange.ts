import type { Dispatcher } from "undici";
import type { ResponseText } from "./response-text.ts";

/** How far an exchange has come, also known when it fails. */
export interface Progress {
  /** Something of the request was written to a connection. */
  sent: boolean;
  /** Of the response, or of an informational one (1xx) before it. */
  status: number | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

export interface ExchangeOptions {
  /** Takes the body as it arrives. */
  readonly text: ResponseText;
  /** The error for a body that the text refuses. */
  readonly refuse: (problem: string) => Error;
  readonly progress: Progress;
  /** Ends the exchange at any time. The connection alone could delay that for minutes: a silent proxy, a full queue. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request and reads the whole response. undici's `request` would use a stream for each
 * response, which takes longer than everything else here and keeps what has arrived but was not read.
 *
 * @throws the signal's reason; what `refuse` returns; undici's error.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { text, refuse, progress, signal }: ExchangeOptions,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let headers: HttpResponse["headers"] = {};
    const fail = (error: Error) => {
      reject(error);
      controller?.abort(error);
    };
    if (signal.aborted) return reject(signal.reason);
    const cancel = () => fail(signal.reason);
    signal.addEventListener("abort", cancel, { once: true });
    const settle = () => signal.removeEventListener("abort", cancel);
    dispatcher.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // It left the queue too late: nothing of it is sent.
        if (signal.aborted) return started.abort(signal.reason);
        progress.sent = true;
      },
      onResponseStart(_, status, received) {
        // Informational responses may come first: the last one counts.
        progress.status = status;
        headers = received;
      },
      onResponseData(_, chunk) {
        const problem = text.add(chunk);
        if (problem !== undefined) fail(refuse(problem));
      },
      onResponseEnd() {
        settle();
        resolve({ status: progress.status ?? 0, headers, text: text.take() });
      },
      onResponseError(_, error) {
        settle();
        reject(error);
      },
    });
  });
}
