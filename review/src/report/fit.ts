/** The first of these texts that fit into so many characters, with a line break after each. */
export function fit(
  texts: readonly string[],
  characters: number,
): { readonly shown: readonly string[]; readonly left: number } {
  let used = 0;
  const end = texts.findIndex((text) => {
    used += text.length + 2;
    return used > characters;
  });
  const shown = end < 0 ? texts : texts.slice(0, end);
  return { shown, left: texts.length - shown.length };
}
