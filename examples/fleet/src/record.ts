import { createHash } from "node:crypto";
import type { Listed, Shard } from "./plan.ts";
import type { Run } from "./run.ts";

/**
 * What runs have noted of the whole fleet, in one place that one command reads. It decides on nothing that the tags of
 * the stacks would not: what is missing or wrong here is asked there.
 */
export interface FleetRecord {
  /** By the number of the stack, the note of how a run left it. */
  readonly notes: readonly string[];
  /** What the policies last let pass: see `verdict.ts`. */
  readonly verdict: string | undefined;
}

/** The stack whose tags hold the record: those of the index say how many stacks there are, and writers of both would undo each other. */
export const RECORD = "fleet-record";

export const NOTES_TAG = "fleet:notes";
export const VERDICT_TAG = "fleet:verdict";

/** Digits of a note: 66 bits. With the most stacks, all notes are as long as one argument of a command may be. */
const WIDTH = 11;
const UNKNOWN = ".".repeat(WIDTH);

/** Before the notes, which may begin with a hyphen. */
const VERSION = "1:";

export function recordOf(tags: Readonly<Record<string, string>>): FleetRecord {
  const all = tags[NOTES_TAG] ?? "";
  const text = all.startsWith(VERSION) ? all.slice(VERSION.length) : "";
  const notes = Array.from({ length: Math.ceil(text.length / WIDTH) }, (_, number) =>
    text.slice(number * WIDTH, (number + 1) * WIDTH),
  );
  return { notes, verdict: tags[VERDICT_TAG] };
}

/**
 * Says that the stack as it is listed is what a run left of these clients. No two states of a stack have the same
 * time, so a note is true for ever: one that someone overwrites with an older one matches nothing.
 */
export function noteOf({ stack, input }: Shard, { lastUpdate, resourceCount }: Listed): string {
  const facts = JSON.stringify([stack, input, lastUpdate, resourceCount]);
  return createHash("sha256").update(facts).digest("base64url").slice(0, WIDTH);
}

/** The text of notes, some of which are replaced by newer ones. */
export function textOfNotes(
  notes: readonly string[],
  newer: ReadonlyMap<number, string>,
  stacks: number,
): string {
  const all = Array.from({ length: stacks }, (_, number) => {
    const note = newer.get(number) ?? notes[number];
    return note?.length === WIDTH ? note : UNKNOWN;
  });
  return VERSION + all.join("");
}

/**
 * Adds to the record what the run knows. Another machine may write at the same moment, and one of the two is lost:
 * then a later run asks these stacks for their tags, and notes it again. A run does not fail by that.
 *
 * @param before the record when the run began.
 * @param verdict of the policies; undefined if it cannot be recorded.
 */
export async function leaveRecord(
  { room, listed, notes, stacks }: Run,
  before: FleetRecord,
  verdict: string | undefined,
): Promise<void> {
  const isNewVerdict = verdict !== undefined && verdict !== before.verdict;
  if (notes.size === 0 && !isNewVerdict) return;
  const { cli } = room;
  try {
    if (!listed.some(({ name }) => name === RECORD)) {
      // Another machine may make it at the same moment.
      await room.stack(RECORD).catch(() => room.stack(RECORD));
    }
    if (notes.size > 0) {
      const { notes: current } = recordOf(await cli.tags(RECORD));
      await cli.setTag(RECORD, NOTES_TAG, textOfNotes(current, notes, stacks));
    }
    if (isNewVerdict) await cli.setTag(RECORD, VERDICT_TAG, verdict);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`The next run asks each stack what changed: ${error.message}`);
  }
}
