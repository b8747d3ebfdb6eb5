/** How long the picture takes until it begins again, in seconds; a reader has half of it for the end. */
export const PERIOD_SECONDS = 24;

const SECONDS_PER_LETTER = 0.035;
const SECONDS_PER_LINE = 0.25;
const SECONDS_BETWEEN = 1.1;

/** Before the picture begins again, it fades. */
const FADE_SECONDS = 0.6;

/** Says when things appear, one after the other, and writes the rules of CSS for it. */
export class Timeline {
  #now = 0.6;
  readonly #rules: string[] = [];

  /** @returns the class of a cover that leaves a command one letter after another. */
  type(letters: number): string {
    const start = this.#now;
    this.#now += letters * SECONDS_PER_LETTER;
    const name = `t${this.#rules.length}`;
    const [from, to] = [percent(start), percent(this.#now)];
    this.#rules.push(
      `@keyframes ${name}{0%{transform:none}${from}{transform:none;animation-timing-function:steps(${letters})}${to},100%{transform:scaleX(0)}}`,
      `.${name}{animation:${name} ${PERIOD_SECONDS}s linear infinite}`,
    );
    return name;
  }

  /** @returns the class of a line that appears. */
  line(): string {
    this.#now += SECONDS_PER_LINE;
    const name = `t${this.#rules.length}`;
    const at = percent(this.#now);
    const shortlyBefore = percent(this.#now - 0.15);
    this.#rules.push(
      `@keyframes ${name}{0%,${shortlyBefore}{opacity:0}${at},100%{opacity:1}}`,
      `.${name}{animation:${name} ${PERIOD_SECONDS}s linear infinite}`,
    );
    return name;
  }

  pause(): void {
    this.#now += SECONDS_BETWEEN;
  }

  /** When the last thing has appeared, in seconds. */
  get end(): number {
    return this.#now;
  }

  /** The rules; class `fade` is for all that begins again. Where no motion is wanted there are none, and all is there. */
  css(): string {
    const fade = percent(PERIOD_SECONDS - FADE_SECONDS);
    return [
      "@media (prefers-reduced-motion:no-preference){",
      ...this.#rules,
      `@keyframes fade{0%,${fade}{opacity:1}100%{opacity:0}}`,
      `.fade{animation:fade ${PERIOD_SECONDS}s linear infinite}`,
      "}",
    ].join("\n");
  }
}

const percent = (seconds: number) => `${Number(((seconds / PERIOD_SECONDS) * 100).toFixed(2))}%`;
