import type { CheckId, Evidence } from "./check-result.ts";
import type { CheckContext } from "./context.ts";
import type { KnownTarget } from "./known-target.ts";

/** A statement about a client, and how to find out whether it is true. */
export interface Check {
  readonly id: CheckId;
  /** What is true if the check passes. */
  readonly title: string;
  /** Checks that must pass for this one to mean anything; they run before it. */
  readonly needs: readonly CheckId[];
  /** True, or why the check does not apply to the target. */
  applies(target: KnownTarget): true | string;
  /**
   * @param restarted Whether the check ran before and may have had an effect: then it must
   *   again obtain codes and tokens that work only once.
   * @throws CheckFailure, or the error of a request that should have succeeded.
   */
  run(context: CheckContext, restarted: boolean): Promise<Evidence>;
  /**
   * Why a successful run proves nothing: then the check counts as skipped, and the checks that need
   * it go on. Default: it proves something.
   */
  vacuous?(context: CheckContext): string | undefined;
}
