/** Texts by their paths in the repository. */
export type Pages = ReadonlyMap<string, string>;

/** Below the title of each page that a program writes. */
export const GENERATED = "<!-- Written by `npm run docs:pages` from the sources. -->";

/** The blocks of a page, with an empty line between two. */
export function pageOf(blocks: readonly string[]): string {
  return `${blocks.join("\n\n")}\n`;
}
