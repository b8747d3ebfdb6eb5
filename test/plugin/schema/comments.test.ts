import { describe, expect, test } from "vitest";
import { asOptional, asOutput, descriptionOf } from "../../../plugin/schema/comments.ts";

describe("a description", () => {
  test("is the text of a doc comment, a paragraph in a line", () => {
    const comment =
      "/**\n   * One sentence\n   * over lines.\n   *\n   * Another paragraph.\n   */";
    expect(descriptionOf(comment)).toBe("One sentence over lines.\n\nAnother paragraph.");
  });

  test("ends with what the comment refers to", () => {
    const comment =
      "/**\n * Text.\n *\n * @see [RFC 6749](https://rfc.example/6749)\n * @see https://stytch.com/docs/api\n */";
    expect(descriptionOf(comment)).toBe(
      "Text.\n\nSee [RFC 6749](https://rfc.example/6749). See [Stytch's documentation](https://stytch.com/docs/api).",
    );
  });

  test("has nothing that is only for TypeScript", () => {
    const comment =
      "/**\n * Text; undefined if there is none.\n *\n * @remarks More.\n * @example\n * ```ts\n * code\n * ```\n *\n * @throws Error\n */";
    expect(descriptionOf(comment)).toBe("Text; absent if there is none.");
  });

  test("keeps an @ that begins no tag", () => {
    expect(descriptionOf("/** Mail to\n * a@b.example */")).toBe("Mail to a@b.example");
  });

  test("of no comment is empty", () => {
    expect(descriptionOf("")).toBe("");
  });
});

test.each([
  ["A name. Default: the name of the resource.", "A name."],
  [
    "A URL (RFC 8252 section 7.3). Default: none.\n\nSee [it](https://a.example).",
    "A URL (RFC 8252 section 7.3).\n\nSee [it](https://a.example).",
  ],
  ["A type. Required. Changing it replaces the client.\n\nMore.", "A type.\n\nMore."],
  ["Required words stay.", "Required words stay."],
])("what %j says to those who write it is not for those who read it", (description, output) => {
  expect(asOutput(description)).toBe(output);
});

test("what other places may give is not required", () => {
  expect(asOptional("A project. Required.")).toBe("A project.");
  expect(asOptional("A project. Required. Known.")).toBe("A project. Known.");
});
