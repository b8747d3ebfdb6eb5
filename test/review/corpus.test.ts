import { describe, expect, it } from "vitest";
import { CHANGE_MEANING_IDS, MEANINGS } from "../../review/src/severities/index.ts";
import { type Case, CORPUS } from "./_corpus.ts";
import { expectedOfPreview, meaningsIn, reviewCase } from "./_review.ts";

const isSilentCase = ({ means }: Case) => means.every((one) => one.startsWith("cosmetic "));

describe.each(Object.entries(Object.groupBy(CORPUS, ({ file }) => file)))("%s", (_, cases = []) => {
  it.each(cases.map((one) => [one.title, one] as const))("%s", (_title, one) => {
    expect(meaningsIn(reviewCase(one))).toEqual(expectedOfPreview(one));
  });
});

describe("the corpus", () => {
  it("has at least 150 changes, and 40 that no one has to look at", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(150);
    expect(CORPUS.filter(isSilentCase).length).toBeGreaterThanOrEqual(40);
  });

  it("has every row of the table of severities at least twice", () => {
    const rare = CHANGE_MEANING_IDS.filter((id) => {
      const row = `${MEANINGS[id].severity} ${id}`;
      return CORPUS.filter(({ means }) => means.includes(row)).length < 2;
    });
    expect(rare).toEqual([]);
  });

  it("has each title once", () => {
    const titles = CORPUS.map(({ title }) => title);
    expect(titles.length).toBe(new Set(titles).size);
  });
});
