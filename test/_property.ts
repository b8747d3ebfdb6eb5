import fc from "fast-check";
import { onTestFailed } from "vitest";

/** Multiplies the number of runs, for long searches. */
const FACTOR = Number(process.env.PROPERTY_RUNS_FACTOR ?? 1);

/**
 * `fc.assert` whose random values can be had again however the test fails: by a value, by a
 * time-out, or by what it expects of all runs together.
 *
 * `PROPERTY_SEED` sets the seed of every property, `PROPERTY_RUNS_FACTOR` multiplies their runs.
 *
 * @param runs number of random values. Default: 100.
 */
export function checkProperty<Values>(
  property: fc.IAsyncProperty<Values>,
  runs?: number,
): Promise<void>;
export function checkProperty<Values>(property: fc.IProperty<Values>, runs?: number): void;
export function checkProperty<Values>(
  property: fc.IRawProperty<Values>,
  runs = 100,
): Promise<void> | void {
  const seed = Number(process.env.PROPERTY_SEED ?? Math.floor(Math.random() * 0x7fffffff));
  onTestFailed(({ task }) => {
    const note = `\n(Random values of PROPERTY_SEED=${seed}.)`;
    for (const error of task.result?.errors ?? []) {
      // Some reporters print the one, some the other.
      error.message += note;
      error.stack = `${error.stack ?? ""}${note}`;
    }
  });
  return fc.assert(property as fc.IAsyncProperty<Values>, { numRuns: runs * FACTOR, seed });
}
