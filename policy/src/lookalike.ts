import unhomoglyph from "unhomoglyph";

/**
 * Letters of other scripts and digits that people take for a Latin letter, by that letter: beside
 * Unicode's own list of confusable characters, which has what looks the same, and no digits.
 */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: "аαɑ@4",
  b: "вьβ8",
  c: "сϲ",
  d: "ԁ",
  e: "еєεё3",
  g: "ɡ9",
  h: "һн",
  i: "іιıїӏ1l|!",
  j: "јϳ",
  k: "кκ",
  m: "м",
  n: "пη",
  o: "оοσ0",
  p: "рρ",
  q: "ԛ",
  s: "ѕ5$",
  t: "тτ7",
  u: "υц",
  v: "ѵν",
  w: "ԝω",
  x: "хχ",
  y: "уγү",
  z: "ζ2",
};

const LATIN = new Map(
  Object.entries(LOOKALIKES).flatMap(([latin, others]) =>
    [...others].map((other): [string, string] => [other, latin]),
  ),
);

/**
 * What people read in a name: without case, accents, spaces and signs, and with every character
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
 * The shapes of a name in lower case: two with the same ones are the same to the eye, be it for
 * letters of other scripts, 1 and l, 0 and o, rn and m or vv and w.
 *
 * @see https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
export function sameShapes(name: string): string {
  return unhomoglyph(name.normalize("NFC")).toLowerCase().replace(/vv/g, "w");
}

/** Characters that nobody sees: format and control characters, such as zero-width ones. */
export function hiddenCharacter(name: string): string | undefined {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(name)?.[0];
}

/** A word that mixes Latin letters with Cyrillic or Greek ones, which no language does. */
export function mixedWord(name: string): string | undefined {
  return name
    .split(/[^\p{L}\p{M}]/u)
    .find(
      (word) =>
        /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word),
    );
}

/** Whether one text becomes the other by changing, adding or removing one character. */
export function oneEditApart(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const skipped = short.length === long.length ? at + 1 : at;
  return short.slice(skipped) === long.slice(at + 1);
}
