import { describe, expect, it } from "vitest";
import type { Report } from "../../review/src/report.ts";
import { CORPUS, holds, isSecret, isUnknown } from "./_corpus.ts";
import { expectedOfPreview, meaningsIn, reviewCase, reviewCaseOfStates } from "./_review.ts";

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
