import { columnsOf, type Span, spansOf } from "../terminal.ts";

/** The width of the terminal; 880 pixels then fit beside the margins of a README. */
export const COLUMNS = 104;

/**
 * Breaks a line between words at the width of the terminal; what follows is indented as its beginning.
 *
 * @param line may have colours
 */
export function wrapLine(line: string, columns = COLUMNS): Span[][] {
  const spans = spansOf(line);
  const text = spans.map((span) => span.text).join("");
  const indent = /^ *(?:- +)?/.exec(text)?.[0].length ?? 0;
  const rows: Span[][] = [[]];
  let used = 0;
  for (const { text: all, ...style } of spans) {
    for (const word of all.split(/(?<= )(?=[^ ])/)) {
      const width = columnsOf(word.trimEnd());
      if (used + width > columns && used > indent) {
        rows.push([{ text: " ".repeat(indent), color: undefined, bold: false }]);
        used = indent;
      }
      rows.at(-1)?.push({ ...style, text: word });
      used += columnsOf(word);
    }
  }
  return rows.map(joined);
}

/** Neighbours of one style as one span, so that the picture stays small. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last !== undefined && last.color === span.color && last.bold === span.bold) {
      all[all.length - 1] = { ...last, text: last.text + span.text };
    } else all.push(span);
  }
  return all;
}

/** The text of a line of Markdown without its marks, as a page shows it. */
export function shownMarkdown(line: string): string {
  return line
    .replace(/^#+ /, "")
    .replaceAll("<!-- -->", "")
    .replaceAll("**", "")
    .replaceAll(/\\([[\]()])/g, "$1");
}

/** Breaks a text between words. @param width in letters. */
export function wrapText(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      rows[rows.length - 1] = `${last} ${word}`;
    } else rows.push(word);
  }
  return rows;
}
