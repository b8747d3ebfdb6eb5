/** Something that could not be undone. */
export interface NotDone {
  readonly what: string;
  readonly reason: string;
}

/** What a run made and had to take away again. */
export interface CleanupReport {
  readonly done: readonly string[];
  readonly notDone: readonly NotDone[];
  /** What was left on purpose, and why. */
  readonly left: readonly string[];
}

/** Collects, while a run goes on, how to undo it. */
export interface Cleanup {
  /**
   * Registers one thing to undo; later ones are undone first. Register before making the thing if
   * `undo` can find it by its mark, so that a lost response leaves nothing behind.
   *
   * @param undo Returns false if there was nothing to do; may run more than once.
   */
  add(what: string, undo: () => Promise<unknown>): void;
  /** Says that something stays, and why. */
  leave(what: string): void;
  /** Undoes everything, the last first; each failure is noted and stops nothing. Never throws. */
  run(): Promise<CleanupReport>;
}

/**
 * @param describe Makes the reason of a failure fit to be shown.
 * @param attempt Runs one undo, as often as it takes.
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
