import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY, run } from "../e2e/_process.ts";

/** Words that nothing here uses, and what to write instead. A pattern after the word says which forms. */
const WORDS: { word: string; forms?: string; instead: string }[] = [
  { word: "somebody", instead: "someone" },
  { word: "anybody", instead: "anyone" },
  { word: "everybody", instead: "everyone" },
  { word: "mend", forms: "(?:s|ed|ing)?", instead: "fix" },
  { word: "be told", forms: "(?! apart)", instead: "what is shown, and where" },
  { word: "blanks", instead: "spaces" },
  { word: "greatest", instead: "maximum, or largest" },
  { word: "shall", instead: "must, or the plain present" },
  // A rule of the policy pack may well see something.
  { word: "as a rule", forms: "(?! sees)", instead: "usually, or the exceptions" },
  { word: "letter by letter", instead: "exactly" },
  { word: "kin", instead: "what it is" },
  // People and data may have it as their name.
  { word: "nobody", forms: '(?![@"])', instead: "no one" },
  { word: "error answer", forms: "s?", instead: "error response" },
  { word: "answers with", instead: "responds with" },
];

/** Texts of others, data, and what a program wrote from data. */
const FOREIGN = [
  /(^|\/)LICENSE$/,
  /^package-lock\.json$/,
  /(^|\/)go\.(mod|sum)$/,
  /^bench\/results\.json$/,
  /^test\/data\//,
  /^test\/policy\/corpus\//,
  /^test\/upgrades\/[^/]+\//,
];
const THIS_FILE = `test/repository/${basename(import.meta.filename)}`;

const TRACKED_OR_NEW = ["--cached", "--others", "--exclude-standard"];
const isFile = (path: string) => path !== "" && existsSync(join(REPOSITORY, path));

/** Between two words: also the end of a line, and the mark of a comment on the next. */
const GAP = String.raw`\s+(?:(?:\*|//|#|>)\s+)?`;

/** A word on its own, within camelCase or snake_case, or in capitals. */
function patternOf({ word, forms = "" }: (typeof WORDS)[number]): RegExp {
  const spaced = (text: string) => text.replaceAll(" ", GAP);
  const capitalized = word.charAt(0).toUpperCase() + word.slice(1);
  const lower = `(?<![A-Za-z])${spaced(word)}${forms}(?![a-z])`;
  const upper = `(?<![A-Za-z])${spaced(word.toUpperCase())}(?![A-Za-z])`;
  return new RegExp(`${lower}|${spaced(capitalized)}${forms}(?![a-z])|${upper}`, "g");
}

/** `line: word: write this instead`, for each place in a text. */
function placesIn(text: string): string[] {
  return WORDS.flatMap((entry) =>
    [...text.matchAll(patternOf(entry))].map(
      ({ index, 0: found }) =>
        `${text.slice(0, index).split("\n").length}: ${found}: write ${entry.instead}`,
    ),
  );
}

/** Without the releases of a changelog, which stay as they were published. */
function ownText(path: string): string {
  const text = readFileSync(join(REPOSITORY, path), "utf8");
  return path === "CHANGELOG.md" ? (text.split(/^## \[\d/m)[0] ?? "") : text;
}

it("no text of the repository uses a word that it gave up", async () => {
  const { stdout } = await run("git", ["ls-files", "-z", ...TRACKED_OR_NEW]);
  const paths = stdout.split("\0").filter((path) => path !== THIS_FILE && isFile(path));
  const own = paths.filter((path) => !FOREIGN.some((pattern) => pattern.test(path)));
  expect(own.length).toBeGreaterThan(900);
  const found = own.flatMap((path) => [
    ...placesIn(path).map((place) => `${path}: its name: ${place}`),
    ...placesIn(ownText(path)).map((place) => `${path}:${place}`),
  ]);
  expect(found).toEqual([]);
});

it.each([
  ["somebody else", 1],
  ["forSomebodyElse(), SOMEBODY, some_kin_of", 3],
  ["It mended, Mends and recommends amending a mendicant", 2],
  ["It can be told apart, or be\n * told.", 1],
  ["As a\n// rule, not as a rule sees it", 1],
  ["marshalling kinds, PumpKins and the skin", 0],
])("in %j it finds %i", (text, count) => {
  expect(placesIn(text)).toHaveLength(count);
});
