import type { Board, Post } from "./board.ts";
import { HostError } from "./host-error.ts";
import { isSameText } from "./marker.ts";

export type Outcome = "created" | "updated" | "unchanged" | "removed" | "none";

/** Someone may delete by hand what is about to be updated; not again and again. */
const TRIES = 3;

/**
 * Makes a text the only one of ours on a board, or takes ours away.
 *
 * Two jobs at once may both find none and both create one: each looks again after it has created, and all
 * keep the oldest and delete the others. The job that is last has its text there.
 *
 * @param body undefined: there is nothing to say.
 * @throws HostError
 */
export async function keepOne(board: Board, body: string | undefined): Promise<Outcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await board.list();
    if (body === undefined) {
      await removeAll(board, found);
      return found.length > 0 ? "removed" : "none";
    }
    const [kept, ...doubles] =
      found.length > 0 ? found : withCreated(await board.create(body), await board.list());
    if (kept === undefined) throw new TypeError("one is there");
    await removeAll(board, doubles);
    const isCreated = found.length === 0;
    if (isSameText(kept.body, body)) return isCreated ? "created" : "unchanged";
    if (await board.update(kept.id, body)) return "updated";
  }
  throw new HostError(
    "The text of this review is deleted whenever it is written; look who does that, and run the job again.",
  );
}

/** A host may not list at once what was created. */
function withCreated(created: Post, found: readonly Post[]): Post[] {
  const others = found.filter(({ id }) => id !== created.id);
  return [...others, created].sort((left, right) => left.id - right.id);
}

async function removeAll(board: Board, posts: readonly Post[]): Promise<void> {
  for (const { id } of posts) await board.remove(id);
}
