import { describe, expect, it } from "vitest";
import type { Report } from "../../review/src/report.ts";
import { CHANGE_MEANING_IDS, MEANINGS } from "../../review/src/severities/index.ts";
import { type Case, CORPUS, holds, isSecret, isUnknown } from "./_corpus.ts";
import { meaningsIn, reviewCase, reviewCaseOfStates } from "./_review.ts";

const isSilentCase = ({ means }: Case) => means.every((one) => one.startsWith("cosmetic "));

/** What a preview shows: of clients that the provider leaves alone, nothing. */
const expectedOfPreview = ({ means, sameOp }: Case) => (sameOp ? [] : means.toSorted());

describe.each(Object.entries(Object.groupBy(CORPUS, ({ file }) => file)))("%s", (_, cases = []) => {
  it.each(cases.map((one) => [one.title, one] as const))("%s", (_title, one) => {
    expect(meaningsIn(reviewCase(one))).toEqual(expectedOfPreview(one));
  });
});

describe("every change", () => {
  it("means the same where a provider plugin makes it", () => {
    const others = CORPUS.filter((one) => {
      const said = meaningsIn(reviewCase(one, "plugin"));
      return JSON.stringify(said) !== JSON.stringify(expectedOfPreview(one));
    });
    expect(others.map(({ title }) => title)).toEqual([]);
  });

  const known = CORPUS.filter((one) => !holds(one, isUnknown));

  it.each(["dynamic", "plugin"] as const)(
    "means the same between two states, by the %s",
    (door) => {
      expect(known.length).toBeGreaterThan(150);
      const others = known.filter((one) => {
        const said = meaningsIn(reviewCaseOfStates(one, door));
        return JSON.stringify(said) !== JSON.stringify(one.means.toSorted());
      });
      expect(others.map(({ title }) => title)).toEqual([]);
    },
  );

  it("means the same where its resource moves to the provider plugin with it", () => {
    const others = known.filter((one) => {
      const said = meaningsIn(reviewCaseOfStates(one, "dynamic", "plugin"));
      return JSON.stringify(said) !== JSON.stringify(one.means.toSorted());
    });
    expect(others.map(({ title }) => title)).toEqual([]);
  });

  it("is told in the same sentences by a preview and by two states", () => {
    const sentencesOf = (report: ReturnType<typeof reviewCase>) =>
      report.clients.flatMap(({ findings }) => findings.map(({ sentence }) => sentence)).sort();
    const alike = known.filter((one) => !one.sameOp && !holds(one, isSecret));
    for (const one of alike) {
      expect(sentencesOf(reviewCaseOfStates(one)), one.title).toEqual(sentencesOf(reviewCase(one)));
    }
  });
});

describe("what policies find", () => {
  const foundIn = ({ policy }: Report) => ({
    ...policy,
    new: policy.new.map(({ message }) => message),
    before: policy.before.map(({ message }) => message),
  });
  const alike = CORPUS.filter((one) => !holds(one, isUnknown) && !holds(one, isSecret));

  it("is the same in a preview and between two states, by each door", () => {
    expect(alike.filter((one) => reviewCase(one).policy.new.length > 0).length).toBeGreaterThan(30);
    for (const one of alike.filter(({ sameOp }) => !sameOp)) {
      const expected = foundIn(reviewCase(one));
      expect(foundIn(reviewCase(one, "plugin")), one.title).toEqual(expected);
      expect(foundIn(reviewCaseOfStates(one)), one.title).toEqual(expected);
    }
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
