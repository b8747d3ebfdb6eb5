/** Something that could not be undone. */
export interface NotDone {
  readonly what: string;
  readonly reason: string;
}

/** What a run created and had to remove. */
export interface CleanupReport {
  readonly done: readonly string[];
  readonly notDone: readonly NotDone[];
  /** What stays on purpose. */
  readonly left: readonly string[];
}

/** Collects, during a run, how to undo it. */
export interface Cleanup {
  /**
   * Registers one thing to undo; the last is undone first. Register it before creating it where `undo`
   * can find it by its mark, so that a lost response leaves nothing behind.
   *
   * @param undo Returns false if there was nothing to do; may run more than once.
   */
  add(what: string, undo: () => Promise<unknown>): void;
  /** Notes that something stays. */
  leave(what: string): void;
  /** Undoes everything, the last first; notes each failure and continues. Never throws. */
  run(): Promise<CleanupReport>;
}

/**
 * @param describe Says why something failed, without secrets.
 * @param attempt Runs one undo, with its retries.
 */
export function createCleanup(
  describe: (error: unknown) => string,
  attempt: (undo: () => Promise<unknown>) => Promise<unknown>,
): Cleanup {
  const open: { what: string; undo: () => Promise<unknown> }[] = [];
  const done = new Set<string>();
  const notDone: NotDone[] = [];
  const left: string[] = [];
  return {
    add(what, undo) {
      open.push({ what, undo });
    },
    leave(what) {
      left.push(what);
    },
    async run() {
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        try {
          if ((await attempt(one.undo)) !== false) done.add(one.what);
        } catch (error) {
          notDone.push({ what: one.what, reason: describe(error) });
        }
      }
      return { done: [...done], notDone, left };
    },
  };
}
