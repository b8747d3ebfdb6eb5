import { expect, test } from "vitest";
import { detailedDiff } from "../../plugin/src/detailed-diff.ts";

const changes = (before: unknown, after: unknown) =>
  Object.fromEntries(detailedDiff(["it"], { it: before, same: 1 }, { it: after, same: 2 }));

test.each([
  ["a value", "a", "b", { it: "update" }],
  ["a value that is new", undefined, "b", { it: "add" }],
  ["a value that was null", null, "b", { it: "add" }],
  ["a value that goes", "a", undefined, { it: "delete" }],
  ["a value that becomes null", "a", null, { it: "delete" }],
  ["a list in place of a value", "a", ["b"], { it: "update" }],
  ["a list that is new", undefined, ["b"], { it: "add" }],
  ["a list that goes", ["a"], undefined, { it: "delete" }],
  ["an element", ["a", "b", "c"], ["a", "x", "c"], { "it[1]": "update" }],
  ["an element at the end", ["a"], ["a", "b"], { "it[1]": "add" }],
  ["an element that goes", ["a", "b"], ["b"], { "it[0]": "delete" }],
  [
    "elements in both places",
    ["a", "b"],
    ["b", "x", "y"],
    {
      "it[0]": "delete",
      "it[1]": "add",
      "it[2]": "add",
    },
  ],
  ["elements that only moved", ["a", "b"], ["b", "a", "a"], {}],
  ["an empty list that is filled", [], ["a"], { "it[0]": "add" }],
])("shows %s", (_title, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});

test("shows nothing of properties that are not named, and elements in order", () => {
  const before = { list: ["a", "b", "c"], other: 1 };
  const paths = [...detailedDiff(["list"], before, { list: ["x", "y", "z", "u"] }).keys()];
  expect(paths).toEqual(["list[0]", "list[1]", "list[2]", "list[3]"]);
});
