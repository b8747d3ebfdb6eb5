import type { Check } from "./check.ts";
import type { CheckId } from "./check-result.ts";
import { CHECKS } from "./checks/index.ts";
import { SmokeTargetError } from "./errors.ts";
import type { ReadyOptions } from "./options.ts";

/**
 * The checks of a run: those of `only` with everything that they need, without `skip`.
 *
 * @throws SmokeTargetError if nothing is left.
 */
export function selectChecks({ only, skip }: Pick<ReadyOptions, "only" | "skip">): Check[] {
  const wanted = new Set<CheckId>(only ?? CHECKS.map((check) => check.id));
  // Backwards, so that what a needed check needs is found as well.
  for (const check of [...CHECKS].reverse()) {
    if (wanted.has(check.id)) for (const id of check.needs) wanted.add(id);
  }
  const chosen = CHECKS.filter(({ id }) => wanted.has(id) && !skip.includes(id));
  if (chosen.length > 0) return chosen;
  throw new SmokeTargetError("The options are invalid: only and skip leave no check to run.");
}
