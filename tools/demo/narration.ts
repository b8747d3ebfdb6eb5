import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** What tells the demo's own words apart from the output of commands. */
export class Narration {
  readonly #write: (line: string) => void;
  readonly #isColoured: boolean;
  #steps = 0;

  constructor(write: (line: string) => void, isColoured: boolean) {
    this.#write = write;
    this.#isColoured = isColoured;
  }

  say(...lines: string[]): void {
    for (const line of lines) this.#write(line);
  }

  paint(style: Style, text: string): string {
    return this.#isColoured ? styleText(style, text, { validateStream: false }) : text;
  }

  /**
   * Runs one step under a heading and a sentence on what it shows.
   *
   * @throws StepError that names the step, if `action` fails
   */
  async step<Result>(
    title: string,
    sentence: string,
    action: () => Promise<Result>,
  ): Promise<Result> {
    this.#steps += 1;
    const rule = "━".repeat(Math.max(3, 74 - title.length));
    this.say("", this.paint(["bold", "cyan"], `━━━ ${this.#steps}. ${title} ${rule}`), sentence);
    try {
      return await action();
    } catch (error) {
      throw new StepError(`step ${this.#steps} (${title}) failed: ${reasonOf(error)}`);
    }
  }

  /** Rows of two columns under a heading. */
  table(rows: readonly (readonly [string, string])[], heading: readonly [string, string]): void {
    const width = Math.max(...[heading, ...rows].map(([first]) => first.length));
    const line = ([first, second]: readonly [string, string]) =>
      `${first.padEnd(width)}  ${second}`.trimEnd();
    this.say("", this.paint("bold", line(heading)), ...rows.map(line));
  }
}

/** A step of the demo did not do what it shows. */
export class StepError extends Error {}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
