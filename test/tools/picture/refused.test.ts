import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { drawRefused } from "../../../tools/picture/refused/draw.ts";
import { PICTURE, readRecording } from "../../../tools/picture/refused/index.ts";
import { shownMarkdown, wrapLine, wrapText } from "../../../tools/picture/refused/layout.ts";
import { PALETTES } from "../../../tools/picture/refused/palette.ts";
import { PERIOD_SECONDS, Timeline } from "../../../tools/picture/refused/timeline.ts";

const recording = readRecording();
const picture = readFileSync(PICTURE, "utf8");

/** Words in their order, however they are broken into rows. */
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== "");

/** What someone reads in the picture, in its order. */
const shown = [...picture.matchAll(/<text[^>]*>(.*?)<\/text>/g)]
  .map(([, row = ""]) => row.replace(/<[^>]*>/g, ""))
  .map((row) => row.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"))
  .flatMap(wordsOf);

describe("the picture of a refused change", () => {
  it("is what the recording gives (else run npm run picture)", () => {
    expect(picture).toBe(drawRefused(recording));
  });

  it("shows the commands and each line of the recording, and nothing else but a title", () => {
    const { diff, preview, comment } = recording;
    const terminal = [diff, preview].flatMap(({ command, lines }) => [`$ ${command}`, ...lines]);
    const expected = terminal
      .map((line) => stripVTControlCharacters(line).replace("❌", ""))
      .flatMap(wordsOf);
    const title = wordsOf(`The comment on the pull request, by ${comment.command}`);
    const commented = comment.lines.map(shownMarkdown).flatMap(wordsOf);
    expect(shown).toEqual([...title, ...expected, ...commented]);
  });

  it("has a mandatory policy that refuses the look-alike, and the review that names it first", () => {
    const { preview, comment } = recording;
    expect(preview.lines.join("\n")).toMatch(
      /❌[\s\S]*\[mandatory\].*connected-app-redirect-host-lookalike[\s\S]*preview failed/,
    );
    expect(comment.lines[0]).toMatch(/^### Critical: web: .*examp1e\.com/);
  });

  it("moves by CSS alone, takes nothing from elsewhere, and is small", () => {
    expect(picture).not.toMatch(/<script|<foreignObject|\bon[a-z]+=|href=|url\(|@import/i);
    expect(Buffer.byteLength(picture)).toBeLessThan(60 * 1024);
  });

  it("has everything in place without motion: what moves ends where it is drawn", () => {
    const animated = [...picture.matchAll(/animation:(\w+) \d+s linear infinite/g)];
    expect(animated.length).toBeGreaterThan(5);
    // All of it stands in the rules for those who want motion.
    const [before = "", moving = ""] = picture.split(
      "@media (prefers-reduced-motion:no-preference){\n",
    );
    expect(before).not.toContain("animation:");
    expect(moving.split("\n}\n</style>")[1]).toMatch(/^(?![\s\S]*animation)[\s\S]*<text/);
    for (const [, end = ""] of picture.matchAll(/@keyframes t\d+\{.*100%\{([^}]*)\}\}/g))
      expect(["opacity:1", "transform:scaleX(0)"]).toContain(end);
    // The cover of a command that is typed is gone where nothing moves.
    expect(picture).toContain(".cover{transform:scaleX(0)");
  });

  it("leaves its end for a third of the time, and begins again", () => {
    const appearances = [...picture.matchAll(/([\d.]+)%,100%\{/g)].map(([, at]) => Number(at));
    const end = (Math.max(...appearances) / 100) * PERIOD_SECONDS;
    expect(end).toBeLessThan((PERIOD_SECONDS * 2) / 3);
  });

  it.each(["light", "dark"] as const)("has the contrast of WCAG AA in %s", (scheme) => {
    const { text, colors, back, bar, card } = PALETTES[scheme];
    const pairs = [text, ...Object.values(colors)].flatMap((ink) =>
      [back, bar, card].map((paper) => ({ ink, paper, contrast: contrastOf(ink, paper) })),
    );
    expect(pairs.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
  });
});

/** WCAG 2.2, "contrast ratio". */
function contrastOf(one: string, other: string): number {
  const [high = 0, low = 0] = [one, other].map(luminanceOf).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("a row of the terminal", () => {
  const rowsOf = (line: string, columns: number) =>
    wrapLine(line, columns).map((spans) =>
      spans
        .map(({ text }) => text)
        .join("")
        .trimEnd(),
    );

  it("breaks between words, indented as its beginning", () => {
    expect(rowsOf("  - one two three", 11)).toEqual(["  - one two", "    three"]);
    expect(rowsOf("short", 11)).toEqual(["short"]);
  });

  it("keeps a word that is wider than the terminal in one piece", () => {
    expect(rowsOf("a https://app.example.com b", 8)).toEqual(["a", "https://app.example.com", "b"]);
  });

  it("keeps the style across a break", () => {
    const [, second] = wrapLine("\u001b[38;5;1mone two\u001b[0m end", 4);
    expect(second?.find(({ text }) => text.startsWith("two"))?.color).toBe("red");
  });
});

it("a text breaks at a width", () => {
  expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
});

it("what is typed later appears later", () => {
  const timeline = new Timeline();
  timeline.type(10);
  const typed = timeline.end;
  timeline.line();
  expect(timeline.end).toBeGreaterThan(typed);
});
