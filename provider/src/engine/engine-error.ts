import { type CodedError, isStytchError } from "../stytch-error.ts";
import { visible } from "../text/visible.ts";

/** What the engine records about a resource that was created but could not be finished. */
export interface InitFailed {
  readonly id: string;
  readonly properties: Record<string, unknown>;
}

/**
 * An error on its way to the engine. The dynamic-provider server prints `${error}: ${error.stack}`
 * for some operations, where no resource is named, and sends `error.message` for all, which stands at
 * the resource: so the stack only says what failed, and no one sees frames of a program that is not
 * theirs.
 */
export class EngineError extends Error {
  readonly id?: string;
  readonly reasons?: string[];

  /** @param what the operation that failed, e.g. `read of connected-app-…`. */
  constructor(cause: CodedError, what: string, initFailed?: InitFailed) {
    super(visible(`[${cause.code}] ${cause.message}`));
    this.name = cause.code;
    this.stack = visible(`${what} failed, see the error at its resource.`);
    if (initFailed) {
      this.id = initFailed.id;
      this.reasons = [this.message];
      // A hidden getter, which no logger shows: the properties hold the client's secret.
      Object.defineProperty(this, "properties", { get: () => initFailed.properties });
    }
  }

  override toString(): string {
    return this.name;
  }
}

/** Runs an operation; what it throws becomes an EngineError, except bugs, which keep their stack. */
export async function forEngine<Result>(
  what: string,
  operation: () => Promise<Result>,
): Promise<Result> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw isStytchError(error) ? new EngineError(error, what) : error;
  }
}
