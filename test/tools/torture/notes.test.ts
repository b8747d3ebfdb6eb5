import { expect, it } from "vitest";
import { brokenKinds } from "../../../tools/torture/notes.ts";

const section = (kind: string, result: string) =>
  `## ${kind}\n\n| ${kind} | |\n| --- | ---: |\n| result | ${result} |\n\n* 50 kills\n`;

it("a torture whose last run broke something is found in the notes, and no other", () => {
  const good = section("engine", "everything held");
  const bad = section("fleet", "**broken**");
  expect(brokenKinds(`# Torture\n\n${good}`)).toEqual([]);
  expect(
    brokenKinds(`# Torture\n\n${good}\n${bad}\n${section("soak", "everything held")}`),
  ).toEqual(["fleet"]);
});
