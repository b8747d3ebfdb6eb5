import { domainToUnicode } from "node:url";

/**
 * How a host name could be taken for another one: letters of several alphabets in one label, or a
 * label made only of letters that look like Latin ones.
 */
export type Homograph = "mixed alphabets" | "lookalike letters";

const LATIN = /\p{Script=Latin}/u;

/** Chinese, Japanese and Korean texts, which use Latin letters as a matter of course. */
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;

const ALPHABETS: readonly RegExp[] = [
  LATIN,
  CJK,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
];

/** Cyrillic, Greek and Armenian letters that few people can tell from Latin ones. */
const LOOKALIKE = /^[асԁеһіјӏорԛѕԝхугκνορυаоսհոցօ\d-]+$/u;

/** The host name as people read it: punycode decoded. */
export function toUnicode(name: string): string {
  return domainToUnicode(name) || name;
}

function isMixed(label: string): boolean {
  const found = ALPHABETS.filter((alphabet) => alphabet.test(label));
  const isLatinInCjk = found.length === 2 && found.includes(LATIN) && found.includes(CJK);
  return found.length > 1 && !isLatinInCjk;
}

/** @see https://www.unicode.org/reports/tr39/#Restriction_Level_Detection */
export function findHomograph(unicodeName: string): Homograph | undefined {
  const labels = unicodeName.split(".").filter((label) => /[^\0-\x7f]/.test(label));
  if (labels.some(isMixed)) return "mixed alphabets";
  if (labels.some((label) => LOOKALIKE.test(label))) return "lookalike letters";
  return undefined;
}
