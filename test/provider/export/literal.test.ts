import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literal } from "../../../provider/src/export/literal.ts";
import { checkProperty } from "../../_property.ts";

/** What TypeScript reads there. */
const read = (text: string): unknown => new Function(`"use strict"; return ${text};`)();

describe("literal", () => {
  test.each([
    ["plain", '"plain"'],
    ["", '""'],
    ["Müller & Söhne 日本 🙂", '"Müller & Söhne 日本 🙂"'],
    ["it's", `"it's"`],
    ['{"plan":1}', `'{"plan":1}'`],
    [`"it's"`, `'"it\\'s"'`],
    [`it's "`, `"it's \\""`],
    ["a\\", '"a\\\\"'],
    ['\\"', `'\\\\"'`],
    ["a\nb\tc", '"a\\nb\\tc"'],
    ["$" + "{secret}`", '"$' + '{secret}`"'],
    ["right\u202eleft", '"right\\u202eleft"'],
    ["zero\u200bwidth\ufeff", '"zero\\u200bwidth\\ufeff"'],
    ["no\u00a0break", '"no\\u00a0break"'],
    ["lines\u2028paragraphs\u2029", '"lines\\u2028paragraphs\\u2029"'],
    ["tag\u{e0001}", '"tag\\udb40\\udc01"'],
    ["half \ud800", '"half \\ud800"'],
  ])("of %j", (text, expected) => {
    expect(literal(text)).toBe(expected);
    expect(read(expected)).toBe(text);
  });

  test("says any text exactly, on one line, with nothing invisible", () => {
    const anyText = fc.string({
      unit: fc.oneof(fc.constantFrom(..."'\"\\`$", ..."{}*/\n"), unit()),
    });
    checkProperty(
      fc.property(anyText, (text) => {
        const written = literal(text);
        expect(read(written)).toBe(text);
        expect(written).not.toMatch(/(?! )[\p{C}\p{Z}]/u);
      }),
    );
  });
});

const unit = () => fc.string({ unit: "binary", minLength: 1, maxLength: 1 });
