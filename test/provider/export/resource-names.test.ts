import { describe, expect, test } from "vitest";
import { resourceNames } from "../../../provider/src/export/resource-names.ts";

describe("resourceNames", () => {
  test.each([
    ["web", "web"],
    ["My Web App (prod)", "my-web-app-prod"],
    ["Müller & Söhne", "muller-sohne"],
    ["İstanbul", "istanbul"],
    ["--a__b..c--", "a-b-c"],
    ['*/ ${"`\n', "client"],
    ["日本語", "client"],
    ["", "client"],
    ["42", "42"],
    [`${"a".repeat(47)} b`, "a".repeat(47)],
    ["a".repeat(500), "a".repeat(48)],
  ])("of %j", (clientName, expected) => {
    expect(resourceNames([clientName])).toEqual([expected]);
  });

  test("are numbered where they would be the same, also with a name that has a number", () => {
    expect(resourceNames(["Web", "web 2", "web", "WEB", "", "日本"])).toEqual([
      "web",
      "web-2",
      "web-3",
      "web-4",
      "client",
      "client-2",
    ]);
  });
});
