import { domainToUnicode } from "node:url";
import { sameShapes } from "../lookalike.ts";

/**
 * How people could mistake a host name for another one: a label mixes alphabets, or has only letters that
 * look like Latin ones.
 */
export type Homograph = "mixed alphabets" | "lookalike letters";

const LATIN = /\p{Script=Latin}/u;

/** Chinese, Japanese and Korean texts, which normally use Latin letters too. */
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

/** A label in the alphabets with most of the letters that Unicode's table maps to Latin ones. */
const LIKE_LATIN = /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\d-]+$/u;

/** Letters that the table maps to a Latin one, but that readers tell from it: αγορα is a word, not ayopa. */
const TOLD_APART = /[αγισϱбѡҽӕագզռք]/u;

/** Whether people may read a label of another alphabet as a Latin one. */
function readsAsLatin(label: string): boolean {
  return (
    LIKE_LATIN.test(label) && !TOLD_APART.test(label) && /^[\0-\x7f]+$/.test(sameShapes(label))
  );
}

/**
 * Latin letters of phonetic notation, such as small capitals (`\u0262oogle.com`), and letters of scripts
 * that look like Latin ones and have no domains of their own. Letters of African alphabets are left out.
 *
 * @see https://www.unicode.org/reports/tr39/#General_Security_Profile
 */
const TECHNICAL =
  /[\u0138\u0184\u0185\u01a7\u01a8\u01bc\u01bd\u01bf-\u01c3\u0250-\u0252\u0255\u0258\u025a\u025c-\u0262\u0264-\u0267\u026a-\u0271\u0273-\u0288\u028c-\u0291\u0293-\u02af\u1d00-\u1dbf\u212e\u2184\ua730-\ua787\ua7ae\ua7af\uab30-\uab6f]|[\p{Script=Lisu}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Deseret}\p{Script=Osage}\p{Script=Vai}]/u;

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
  if (labels.some((label) => readsAsLatin(label) || TECHNICAL.test(label)))
    return "lookalike letters";
  return undefined;
}
