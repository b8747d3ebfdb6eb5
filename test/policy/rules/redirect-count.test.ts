import { describe, expect, it } from "vitest";
import { redirectCount } from "../../../policy/src/rules/redirect-count.ts";
import { check } from "./_urls.ts";

const urls = (length: number): string[] =>
  Array.from({ length }, (_, index) => `https://a.example/${index}`);

describe("connected-app-redirect-count", () => {
  it.each([
    [0, {}, "at least 1"],
    [11, {}, "at most 10"],
    [2, { max: 1 }, "at most 1"],
    [1, { min: 2 }, "at least 2"],
    [1, { max: 0, min: 0 }, "at most 0"],
    [1, { max: 0 }, "at most 0"],
  ])("is violated by %i with %j", (length, config, why) => {
    const violations = check(redirectCount, urls(length), { config });
    expect(violations).toMatchObject([
      { property: "redirectUrls", why: expect.stringContaining(why) },
    ]);
    expect(violations[0]?.value).toBe(
      `a list of ${length} ${length === 1 ? "address" : "addresses"}`,
    );
  });

  it.each([
    [1, {}],
    [10, {}],
    [11, { max: 11 }],
    [0, { min: 0 }],
  ])("is kept by %i with %j", (length, config) => {
    expect(check(redirectCount, urls(length), { config })).toEqual([]);
  });

  it("counts a missing list as empty", () => {
    expect(check(redirectCount, undefined)).toHaveLength(1);
  });

  it.each([-1, 1.5, "3"])("refuses the parameter %j", (max) => {
    expect(redirectCount.config.safeParse({ max }).success).toBe(false);
  });
});
