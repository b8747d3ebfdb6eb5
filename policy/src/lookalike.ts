import { distance } from "fastest-levenshtein";
import unhomoglyph from "unhomoglyph";

/**
 * What people take for a Latin letter, by that letter, beyond Unicode's table of confusable characters,
 * which has only what looks the same: digits and signs, and what that table gives for letters such as
 * в, н, к, м and т.
 */
const RESEMBLING: Readonly<Record<string, string>> = {
  a: "@4",
  b: "ʙƅ8",
  e: "ꞓ3",
  g: "9",
  h: "ʜ",
  i: "1l|!",
  k: "ĸ",
  m: "ʍ",
  n: "π",
  s: "5$",
  t: "ᴛ7",
  u: "ц",
  w: "ω",
  x: "χ",
  z: "ζ2",
};

const LATIN = new Map(
  Object.entries(RESEMBLING).flatMap(([latin, others]) =>
    [...others].map((other): [string, string] => [other, latin]),
  ),
);

/**
 * What people read in a name: without case, accents, spaces and punctuation, and with every character
 * that resembles a Latin letter as that letter.
 */
export function skeleton(name: string): string {
  const plain = unhomoglyph(name.normalize("NFKD").toLowerCase()).toLowerCase();
  const letters = [...plain].map((character) => LATIN.get(character) ?? character);
  return letters
    .join("")
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * The shapes of a name in lower case: names with the same shapes look the same, whether for letters of
 * other scripts, 1 and l, 0 and o, rn and m or vv and w.
 *
 * @see https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
export function sameShapes(name: string): string {
  return unhomoglyph(name.normalize("NFC")).toLowerCase().replace(/vv/g, "w");
}

/** The first invisible character: a format or control character, such as a zero-width one. */
export function hiddenCharacter(name: string): string | undefined {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(name)?.[0];
}

/** The first word that mixes Latin letters with Cyrillic or Greek ones, which no language does. */
export function mixedWord(name: string): string | undefined {
  return name
    .split(/[^\p{L}\p{M}]/u)
    .find(
      (word) =>
        /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word),
    );
}

/** Whether one text becomes the other by changing, adding or removing one character at most. */
export function oneEditApart(left: string, right: string): boolean {
  return Math.abs(left.length - right.length) <= 1 && distance(left, right) <= 1;
}
