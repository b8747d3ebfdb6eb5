import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";
import { describe, expect, it } from "vitest";
import { PAGES, proseOf } from "./_pages.ts";

/** Years of school. Above it, a text is for people who studied; most of what is published is. */
const HIGHEST_GRADE = 12;

/** Made from data, with more tables and names than sentences. */
const WRITTEN = PAGES.filter(
  (page) => !/^docs\/(reference|policies\/rules|smoke-test\/checks|emulator\/parity)/.test(page),
);

/** What is read as sentences: no tables, headings, code and addresses. */
function sentencesOf(page: string): string[] {
  const text = proseOf(page)
    .replaceAll(/^(\||#|!\[|<!--).*$/gm, "")
    .replaceAll(/\]\([^)]*\)/g, "")
    .replaceAll(/`[^`]*`/g, "name")
    .replaceAll(/[[\]*]/g, "")
    .replaceAll(/^\d+\. /gm, "");
  return text
    .split(/\n\n+/)
    .flatMap((block) => block.split(/\n(?=\s*\* )/))
    .map((block) => block.replaceAll(/\s+/g, " ").trim())
    .flatMap((block) => block.split(/(?<=[.!?])\s+/))
    .filter((sentence) => /[a-z]{2}/.test(sentence));
}

/** The Flesch-Kincaid grade of sentences. */
function gradeOf(sentences: readonly string[]): number {
  const words = sentences.flatMap((sentence) => sentence.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []);
  return fleschKincaid({
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllable(word), 0),
  });
}

describe("the pages of the documentation", () => {
  it("are read without a degree, each of them and all together", () => {
    const all = WRITTEN.flatMap(sentencesOf);
    expect(all.length).toBeGreaterThan(300);
    const grades = WRITTEN.filter((page) => sentencesOf(page).length >= 5).map((page) => ({
      page,
      grade: gradeOf(sentencesOf(page)),
    }));
    expect(grades.filter(({ grade }) => grade > HIGHEST_GRADE)).toEqual([]);
    expect(gradeOf(all)).toBeLessThan(HIGHEST_GRADE - 2);
  });

  it("would not pass with one endless sentence", () => {
    const endless = "although it is technically conceivable ".repeat(10);
    expect(gradeOf([endless])).toBeGreaterThan(HIGHEST_GRADE);
    expect(gradeOf(["The cat sat on the mat."])).toBeLessThan(3);
  });
});
