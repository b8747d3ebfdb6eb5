/**
 * Lets callers share runs of an operation; each gets a run that began after it asked. One run happens at a
 * time, and all that ask during a run share the next one.
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
