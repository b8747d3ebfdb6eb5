/** Code points that a browser drops at both ends of a URL: C0 controls and the space. */
function isTrimmed(code: number): boolean {
  return code <= 0x20;
}

/**
 * The text that a browser parses: without control characters and spaces at the ends, without tabs
 * and line breaks anywhere.
 *
 * @see https://url.spec.whatwg.org/#concept-basic-url-parser
 */
export function asBrowserReads(text: string): string {
  let start = 0;
  let end = text.length;
  // Beyond the ends there is NaN, which is not trimmed.
  while (isTrimmed(text.charCodeAt(start))) start++;
  while (isTrimmed(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end).replaceAll(/[\t\n\r]/g, "");
}

/** Characters that do not belong in a URL, since programs read them differently. */
export interface Characters {
  readonly whiteSpace: boolean;
  readonly control: boolean;
  /** Zero-width characters and those that turn the direction of writing. */
  readonly invisible: boolean;
  readonly backslash: boolean;
  readonly nonAscii: boolean;
}

export function findCharacters(text: string): Characters {
  return {
    whiteSpace: /[\s\p{Z}]/u.test(text),
    control: /\p{Cc}/u.test(text),
    invisible: /\p{Cf}/u.test(text),
    backslash: text.includes("\\"),
    nonAscii: /[^\0-\x7f]/.test(text),
  };
}

/** How much of a text is searched for a disguise; the visible part of a scheme is far shorter. */
const LONGEST_DISGUISE = 2048;

const UNSEEN = /[\p{Cc}\p{Cf}\p{Z}\s]/gu;

/** A text without invisible characters; full-width letters and similar become plain ones. */
export function withoutDisguise(text: string): string {
  // The limit comes before normalize(), whose time grows with the square of a run of accents.
  const seen = text.replaceAll(UNSEEN, "").slice(0, LONGEST_DISGUISE);
  return seen.normalize("NFKC");
}
