/**
 * Lets callers share runs of an operation, each getting one that began after it asked: one run at a
 * time, and who asks during one gets the next, with all others who did.
 */
export function sharedRuns<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let current: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | undefined;

  async function runAfter(former: Promise<unknown>): Promise<Result> {
    await Promise.allSettled([former]);
    next = undefined;
    return run();
  }

  return () => {
    if (next === undefined) {
      next = runAfter(current);
      current = next;
    }
    return next;
  };
}
