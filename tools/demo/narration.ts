/** Where the demo's own words go: standard output, between the real output of the tools. */
export function say(...lines: string[]): void {
  for (const line of lines) console.log(line);
}

let steps = 0;

/** Runs one step of the demo under a heading; a failure names it. */
export async function step<Result>(title: string, action: () => Promise<Result>): Promise<Result> {
  steps += 1;
  say("", `━━━ ${steps}. ${title} ${"━".repeat(Math.max(3, 74 - title.length))}`, "");
  try {
    return await action();
  } catch (error) {
    throw new StepError(`step ${steps} (${title}) failed: ${reasonOf(error)}`);
  }
}

/** A step of the demo did not do what it shows. */
export class StepError extends Error {}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
