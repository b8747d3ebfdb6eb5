import { expect, test } from "vitest";
import { wantsColour } from "../../../tools/demo/colour.ts";

const terminal = { isTTY: true, hasColors: () => true };
const pipe = { isTTY: false, hasColors: () => false };

test.each([
  ["a terminal is coloured", terminal, {}, true],
  ["a pipe is not", pipe, {}, false],
  ["NO_COLOR leaves a terminal without", terminal, { NO_COLOR: "1" }, false],
  ["NO_COLOR weighs more than FORCE_COLOR", pipe, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  ["FORCE_COLOR colours a pipe", pipe, { FORCE_COLOR: "1" }, true],
  ["empty variables say nothing", pipe, { NO_COLOR: "", FORCE_COLOR: "" }, false],
])("%s", (_title, stream, environment, expected) => {
  expect(wantsColour(stream, environment)).toBe(expected);
});

test("a terminal without colours stays without", () => {
  expect(wantsColour({ isTTY: true, hasColors: () => false }, {})).toBe(false);
});
