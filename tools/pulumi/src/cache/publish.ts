import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const DRAFT_PREFIX = "draft-";

/**
 * Fills a draft folder inside the cache and, when `fill` gives `undefined`, makes it `root` in one
 * step: no one ever sees half an engine. Otherwise gives what `fill` gave and leaves nothing.
 * Call it with the lock held: any other draft was left behind by a process that is gone.
 */
export async function publish<T>(
  cacheFolder: string,
  root: string,
  fill: (draft: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  await removeDrafts(cacheFolder);
  const draft = await mkdtemp(join(cacheFolder, DRAFT_PREFIX));
  try {
    const problem = await fill(draft);
    if (problem !== undefined) return problem;
    // A root that is still there lacks something, or it would have been used.
    await rm(root, { recursive: true, force: true });
    await rename(draft, root);
    return undefined;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeDrafts(cacheFolder: string): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    await rm(join(cacheFolder, name), { recursive: true, force: true });
  }
}
