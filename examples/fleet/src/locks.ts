import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { FleetError } from "./fleet-error.ts";
import { requireGoing, type Stop } from "./stop.ts";

/** Who holds a stack. */
export interface Holder {
  /** The stack that is held. */
  readonly stack: string;
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** RFC 3339. */
  readonly since: string;
}

export interface LockOptions {
  /** How long to wait for a stack that another run holds, in minutes. */
  readonly waitMinutes: number;
  /** Whether to delete a lock whose process was on this machine and has ended. */
  readonly unlockDead: boolean;
  /** Between two attempts, in milliseconds. Default: 2,000. */
  readonly pauseMs?: number;
}

interface Context {
  /** What the action is about, for messages. */
  readonly stack: string;
  readonly options: LockOptions;
  readonly stop: Pick<Stop, "isAsked">;
  /** Is told whenever a holder is seen. */
  readonly onWait: (text: string) => void;
  /** Deletes the locks of a stack. */
  readonly cancel: (stack: string) => Promise<void>;
}

const LOCKED = /currently locked by|Another update is currently in progress/;
/** Pulumi lists the locks of a database one by one, and stumbles over one that goes meanwhile. */
const STUMBLED = /could not list bucket: .*no rows in result set/;
const HOLDER = /\/([^/\s]+)\/[^/\s]+\.json\S*: created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g;
const PAUSE_MS = 2_000;

/**
 * Runs what locks a stack, again and again while someone else holds it.
 *
 * @throws FleetError that says who holds the stack, once the time is over.
 */
export async function onceUnlocked<Result>(
  action: () => Promise<Result>,
  { stack, options, stop, onWait, cancel }: Context,
): Promise<Result> {
  const end = Date.now() + options.waitMinutes * 60_000;
  const unlocked = new Set<string>();
  for (;;) {
    try {
      return await action();
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const holders = holdersIn(text);
      if (!isHeld(text)) throw error;
      requireGoing(stop);
      const who = shown(holders);
      // Once: a backend that keeps a lock is not asked for ever.
      if (options.unlockDead && who !== "" && holders.every(isDeadHere) && !unlocked.has(who)) {
        unlocked.add(who);
        onWait(`${stack}: deletes the lock of ${who}, which has ended`);
        for (const held of new Set(holders.map((holder) => holder.stack))) await cancel(held);
        continue;
      }
      if (Date.now() >= end) throw new FleetError(messageOf(stack, holders, options));
      onWait(`${stack}: waits for ${who || "another run"}`);
    }
    // Two that start at the same moment refuse each other: not again at the same moment.
    await delay((options.pauseMs ?? PAUSE_MS) * (0.5 + Math.random()));
    requireGoing(stop);
  }
}

/** Whether it is worth another attempt. */
export function isHeld(text: string): boolean {
  return LOCKED.test(text) || STUMBLED.test(text);
}

export function holdersIn(text: string): Holder[] {
  return [...text.matchAll(HOLDER)].map(
    ([, stack = "", user = "", host = "", pid, since = ""]) => ({
      stack,
      user,
      host,
      pid: Number(pid),
      since,
    }),
  );
}

/** Each once: an error of Pulumi's SDK has the same text twice. */
function shown(holders: readonly Holder[]): string {
  const texts = holders.map(
    ({ user, host, pid, since }) => `${user}@${host} (process ${pid}, since ${since})`,
  );
  return [...new Set(texts)].join(", ");
}

function isDeadHere({ host, pid }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Someone else's process is alive too.
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function messageOf(stack: string, holders: readonly Holder[], options: LockOptions): string {
  const who = shown(holders) || "another run";
  const waited = `for ${options.waitMinutes} minutes`;
  const advice = holders.every(isDeadHere)
    ? "If no container of this machine has such a process either, run again with --unlock-dead."
    : `Run again when it has ended. If it was killed: pulumi cancel --yes --stack ${stack}`;
  return `${stack} is held by ${who}, ${waited}. ${advice}`;
}
