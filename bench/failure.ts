/** A step of the benchmark that could not be done: says which one, and why. */
export class BenchError extends Error {
  constructor(step: string, cause: unknown) {
    super(`${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = new.target.name;
  }
}

/** Runs a step; whatever it throws names the step, the outer ones first. */
export async function step<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw new BenchError(name, error);
  }
}

/** A command line that cannot be run. */
export class UsageError extends Error {}
