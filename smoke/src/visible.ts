/** Whitespace that moves the cursor or ends a line. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Characters that cannot be seen or that change how others are: controls, text direction, zero
 * width, unassigned, unpaired surrogates. Selectors of a glyph's style do no harm.
 */
const UNSEEN = /(?![\ufe0e\ufe0f])[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * How CI systems recognize commands in a log: GitHub by `::` at the start of a line or `##[`
 * anywhere, Azure Pipelines by `##vso[`, TeamCity by `##teamcity[`.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
const COMMAND = /^(\s*):(?=:)|#(?=#(?:vso|teamcity)?\[)/gi;

const LONGEST = 4000;

/**
 * A text from outside in a form that is safe on a terminal, in a log that a CI system reads and in a
 * file for another program: one line of at most 4000 characters, with what cannot be seen as `\u{…}`.
 * A visible text stays as it is.
 */
export function visible(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return short
    .replace(BREAKS, " ")
    .replace(UNSEEN, escaped)
    .replace(COMMAND, (found, spaces: string | undefined) =>
      spaces === undefined ? escaped(found) : `${spaces}${escaped(":")}`,
    );
}

/** A copy of plain JSON data with every text in it, keys included, made visible. */
export function visibleIn<T>(data: T): T {
  return mapTexts(data, visible) as T;
}

/** A copy of plain JSON data with every text in it, keys included, changed. */
export function mapTexts(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === "string") return change(data);
  if (Array.isArray(data)) return data.map((one) => mapTexts(one, change));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [change(key), mapTexts(value, change)]),
  );
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
