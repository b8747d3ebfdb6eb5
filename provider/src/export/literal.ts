/** What an editor does not show, or shows in another order than that of the text. */
const INVISIBLE = /(?! )[\p{C}\p{Z}]/gu;

/** What CI systems interpret as a command, anywhere in a log. */
const COMMAND = /#(?=#(?:vso|teamcity)?\[)/gi;

/**
 * A text as a string literal of TypeScript, on one line, that evaluates to exactly that text whatever it
 * contains: invisible characters become escapes. Single quotes where they need fewer escapes, as formatters
 * prefer.
 */
export function literal(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(INVISIBLE, escapes)
    .replace(COMMAND, escapes);
  if (count(text, '"') <= count(text, "'")) return `"${escaped}"`;
  return `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function escapes(character: string): string {
  const units = character.split("").map((unit) => unit.charCodeAt(0));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
