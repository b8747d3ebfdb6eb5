import { describe, expect, it } from "vitest";
import type { StackRule } from "../../../policy/src/rule.ts";
import { rotationNotLeftOpen } from "../../../policy/src/rules/rotation-not-left-open.ts";
import { secretMaxAge } from "../../../policy/src/rules/secret-max-age.ts";
import { checkStack } from "../_check.ts";
import { app } from "../_client.ts";

const NOW = new Date("2026-06-15T12:00:00Z");
const DAY_MS = 24 * 60 * 60 * 1000;

const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();

const RULES: [rule: StackRule, outputs: Record<string, unknown>, since: string][] = [
  [secretMaxAge, { clientSecretLastFour: "abcd" }, "secretRotatedAt"],
  [rotationNotLeftOpen, { nextClientSecretLastFour: "abcd" }, "secretRotationStartedAt"],
];

describe.each(RULES)("$name", (rule, outputs, since) => {
  const levels = (time: unknown, parameters: Record<string, unknown>) =>
    checkStack(rule, [app({ ...outputs, [since]: time })], parameters, NOW).map(
      ({ level = rule.level }) => level,
    );

  it.each([
    [9.9, []],
    [10, ["advisory"]],
    [19.9, ["advisory"]],
    [20, ["mandatory"]],
  ])("with warnDays 10 and maxDays 20 finds, after %d days, %j", (days, expected) => {
    expect(levels(daysAgo(days), { warnDays: 10, maxDays: 20 })).toEqual(expected);
  });

  it("applies a limit below warnDays", () => {
    expect(levels(daysAgo(4.9), { warnDays: 10, maxDays: 5 })).toEqual([]);
    expect(levels(daysAgo(5), { warnDays: 10, maxDays: 5 })).toEqual(["mandatory"]);
  });

  it.each([undefined, null, "yesterday", 7])("notes a time that is %j", (time) => {
    expect(levels(time, {})).toEqual(["advisory"]);
  });
});

it.each([
  ["declared", { nextSecretVersion: "2" }],
  ["in progress", { nextClientSecretLastFour: "efgh" }],
])("notes an old secret whose rotation is %s", (_how, more) => {
  const old = { clientSecretLastFour: "abcd", secretRotatedAt: daysAgo(400) };
  const found = checkStack(secretMaxAge, [app({ ...old, ...more })], {}, NOW);
  expect(found).toMatchObject([
    { level: "advisory", remedy: expect.stringContaining("Complete the current rotation") },
  ]);
});
