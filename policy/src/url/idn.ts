import { domainToUnicode } from "node:url";

/**
 * How a host name could be taken for another one: letters of several alphabets in one label, or a
 * label made only of letters that look like Latin ones.
 */
export type Homograph = "mixed alphabets" | "lookalike letters";

const SCRIPTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Georgian", /\p{Script=Georgian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Arabic", /\p{Script=Arabic}/u],
  ["Devanagari", /\p{Script=Devanagari}/u],
  ["Thai", /\p{Script=Thai}/u],
  [
    "CJK",
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
  ],
];

/** Cyrillic, Greek and Armenian letters that few people can tell from Latin ones. */
const LOOKALIKE = /^[асԁеһіјӏорԛѕԝхугκνορυаоսհոցօ\d-]+$/u;

/** The host name as people read it: punycode decoded. */
export function toUnicode(name: string): string {
  return name.includes("xn--") ? domainToUnicode(name) || name : name;
}

function isMixed(label: string): boolean {
  const names = SCRIPTS.filter(([, pattern]) => pattern.test(label)).map(([name]) => name);
  // Chinese, Japanese and Korean texts use Latin letters as a matter of course.
  return names.length > 1 && !(names.length === 2 && names[0] === "Latin" && names[1] === "CJK");
}

/** @see https://www.unicode.org/reports/tr39/#Restriction_Level_Detection */
export function findHomograph(unicodeName: string): Homograph | undefined {
  if (/^[\0-\x7f]*$/.test(unicodeName)) return undefined;
  const labels = unicodeName.split(".").filter((label) => /[^\0-\x7f]/.test(label));
  if (labels.some(isMixed)) return "mixed alphabets";
  if (labels.some((label) => LOOKALIKE.test(label))) return "lookalike letters";
  return undefined;
}
