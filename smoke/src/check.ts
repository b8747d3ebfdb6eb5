import type { CheckId, Evidence } from "./check-result.ts";
import type { CheckContext } from "./context.ts";
import type { KnownTarget } from "./known-target.ts";

/** One statement about a client, and how to find out whether it is true. */
export interface Check {
  readonly id: CheckId;
  /** What is true if the check passes. */
  readonly title: string;
  /** Checks without whose success this one means nothing; they run before it. */
  readonly needs: readonly CheckId[];
  /** True, or why the check has no meaning for the target. */
  applies(target: KnownTarget): true | string;
  /**
   * @param restarted whether the check ran before and is unknown to have done what it began: then
   *   codes and tokens that work once have to be obtained anew.
   * @throws CheckFailure, or the error of a request that should have gone well.
   */
  run(context: CheckContext, restarted: boolean): Promise<Evidence>;
  /**
   * Why a run that went well proves nothing: then the check counts as skipped, and those that need
   * it go on. Default: it proves something.
   */
  vacuous?(context: CheckContext): string | undefined;
}
