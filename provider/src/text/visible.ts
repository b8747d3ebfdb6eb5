/** White space that moves the cursor or ends a line. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Characters that cannot be seen or that change how others are: controls, text direction, zero width,
 * unassigned, unpaired surrogates. Selectors of a glyph's style do no harm.
 */
const UNSEEN = /(?![\ufe0e\ufe0f])[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * How CI systems recognize commands in a log: GitHub by `::` at the start of a line or `##[` anywhere,
 * Azure Pipelines by `##vso[`, TeamCity by `##teamcity[`.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
const COMMAND = /^(\s*):(?=:)|#(?=#(?:vso|teamcity)?\[)/gi;

/**
 * A text in which something may come from outside, as it may be shown on a terminal and in a log that a
 * CI system reads: one line, and what cannot be seen as `\u{…}`. Shown twice it stays the same.
 */
export function visible(text: string): string {
  return text
    .replace(BREAKS, " ")
    .replace(UNSEEN, escaped)
    .replace(COMMAND, (found, spaces: string | undefined) =>
      spaces === undefined ? escaped(found) : `${spaces}${escaped(":")}`,
    );
}

/** JSON whose strings mean the same, in ASCII: no terminal and no log acts on it. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]|#(?=#(?:vso|teamcity)?\[)/gi,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
