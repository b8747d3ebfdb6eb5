import { type Api, describe } from "./api.ts";
import { type Clients, isSuccess, type LeftClient } from "./clients.ts";
import { ProbeError, StoppedError } from "./errors.ts";
import type { Session } from "./question.ts";

const WHOAMI = "/v1/debug/whoami";

type Say = (line: string) => void;
type SafeText = (said: string) => string;

/**
 * What comes before the questions: whether the project may be asked, and what earlier runs left.
 *
 * @throws ProbeError `could_not_ask`
 */
export async function begin(
  api: Api,
  clients: Clients,
  safe: SafeText,
  onProgress: Say,
): Promise<void> {
  const cannot = (message: string) => new ProbeError("could_not_ask", message);
  try {
    const whoami = await api.call("GET", WHOAMI, undefined, {
      // A wrong address shows at once.
      idempotent: false,
    });
    if (whoami.status === 401) {
      throw cannot("the project refuses the credentials; check project id, secret and --url");
    }
    if (!isSuccess(whoami)) {
      throw cannot(`the first request failed with ${safe(describe(whoami))}; check --url`);
    }
    if (isLiveId(whoami.body.project_id) || isLiveId(whoami.body.request_id)) {
      throw cannot("the project is a live one; use a test project (nothing was made)");
    }
    const found = await clients.sweep();
    if (found > 0) onProgress(`deleted ${counted(found, "client")} that an earlier run had left`);
  } catch (error) {
    if (error instanceof ProbeError) throw error;
    if (error instanceof StoppedError) throw cannot(error.message);
    throw cannot(`${safe(messageOf(error))}; check --url and the network`);
  }
}

function isLiveId(id: unknown): boolean {
  return typeof id === "string" && /^(project|request-id)-live-/i.test(id);
}

/**
 * Gives a server that has not answered a question the time to come back.
 *
 * @returns Why the run is over, if it does not.
 */
export async function waitForServer(api: Api): Promise<StoppedError | undefined> {
  try {
    await api.call("GET", WHOAMI);
  } catch (error) {
    if (error instanceof StoppedError) return error;
  }
  return undefined;
}

interface End {
  /** The name of all clients of this run. */
  mark: string;
  /** Milliseconds since the Unix epoch. */
  startedAt: number;
  signal: AbortSignal;
  onProgress: Say;
  safe: SafeText;
}

const REMEDY = "run the probe again, which begins with that";

/**
 * What comes after the questions: the last look for clients, those of which no response told the id and those
 * of a run just before this one. Never throws.
 *
 * @returns Whether a client may be left of which no response told the id.
 */
export async function end(
  { api, clients, searchLagMs }: Session,
  { mark, startedAt, signal, onProgress, safe }: End,
): Promise<boolean> {
  await clients.removeAll();
  let isUnseen = false;
  try {
    const seenAt = Math.max(startedAt, clients.lostAt() ?? 0) + searchLagMs;
    const isInterrupted = signal.aborted && clients.lostAt() === undefined;
    if (!isInterrupted) await api.wait(Math.max(0, seenAt - api.now()), { finish: true });
    await clients.sweep();
  } catch (error) {
    isUnseen = clients.lostAt() !== undefined;
    const what = isUnseen
      ? `a client ${mark} may be left, and could not be looked for`
      : "could not look for clients that earlier runs left";
    onProgress(`${what}: ${safe(messageOf(error))}; ${REMEDY}${isUnseen ? BY_HAND : ""}`);
  }
  for (const [cause, ids] of byCause(clients.left())) {
    onProgress(`could not delete ${ids.join(", ")} (${cause}); ${REMEDY}${BY_HAND}`);
  }
  return isUnseen;
}

const BY_HAND = ", or delete it by hand in the dashboard";

function byCause(left: readonly LeftClient[]): [cause: string, ids: string[]][] {
  const groups = Map.groupBy(left, ({ cause }) => cause);
  return [...groups].map(([cause, clients]) => [cause, clients.map(({ id }) => id)]);
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `1 client`, `2 clients`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
