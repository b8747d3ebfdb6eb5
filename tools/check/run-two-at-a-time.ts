import { execa } from "execa";

/** A command that passes with exit code 0; it is quiet unless something is wrong. */
export interface Step {
  readonly name: string;
  readonly command: readonly [file: string, ...args: string[]];
}

/** A step that did not pass, and everything that it printed. */
export interface FailedStep {
  readonly name: string;
  readonly output: string;
}

/**
 * Runs steps that do not need each other, two at a time, in their order. One that fails does not stop
 * the others, so that a change meets everything that is wrong with it at once.
 *
 * @returns those that failed, in their order; one whose command is not there fails too.
 */
export async function runTwoAtATime(steps: readonly Step[]): Promise<FailedStep[]> {
  const outputs = new Map<Step, string>();
  const left = [...steps];
  const work = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) {
      const [file, ...args] = step.command;
      const { failed, all, shortMessage } = await execa(file, args, {
        ...{ all: true, reject: false, preferLocal: true, stdin: "ignore" },
      });
      if (failed) outputs.set(step, all?.trim() || (shortMessage ?? ""));
    }
  };
  await Promise.all([work(), work()]);
  return steps.flatMap((step) => {
    const output = outputs.get(step);
    return output === undefined ? [] : [{ name: step.name, output }];
  });
}
