import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withPlainKeys as ofEmulator } from "../../emulator/src/plain-keys.ts";
import { parseJson as ofPolicy } from "../../policy/src/json.ts";
import { withPlainKeys as ofProvider } from "../../provider/src/text/plain-keys.ts";
import { withPlainKeys as ofSmoke } from "../../smoke/src/plain-keys.ts";
import { HIDDEN_AUDIENCES, MISLEADING } from "../_escaped-keys.ts";
import { checkProperty } from "../_property.ts";

const READERS: readonly (readonly [string, (json: string) => unknown])[] = [
  ["provider", (json) => JSON.parse(ofProvider(json))],
  ["policy", ofPolicy],
  ["emulator", (json) => JSON.parse(ofEmulator(json))],
  ["smoke", (json) => JSON.parse(ofSmoke(json))],
];

/** Any text, each of its characters escaped. */
const escaped = (text: string) =>
  `"${[...text].map((one) => [...one].map(unitsOf).join("")).join("")}"`;
const unitsOf = (character: string) =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

describe.each(READERS)("JSON with escaped keys, as %s reads it", (_name, read) => {
  it.each(HIDDEN_AUDIENCES)("has the keys that stand there: %s", (json) => {
    for (const before of MISLEADING) read(before);
    expect(Object.keys(read(json) as object)).toEqual(["h", "aud"]);
  });

  it("has the same content as without escapes, whatever its keys and texts", () => {
    const unit = fc.constantFrom("a", "\\", '"', ":", " ", "{", "\n", "é", "😀", "u0061");
    const text = fc.string({ unit, maxLength: 6 });
    checkProperty(
      fc.property(fc.dictionary(text, text, { noNullPrototype: true }), (expected) => {
        const members = Object.entries(expected);
        const json = members.map(([key, value]) => `${escaped(key)} :${JSON.stringify(value)}`);
        expect(read(`{"nested":[{${json.join(",")}}]}`)).toEqual({ nested: [expected] });
      }),
    );
  });

  it.each(['{"a\\"', '{"\\x": 1}', '{"a": "\\', "\\", '{"\\u00": 1}'])(
    "is refused where it is not JSON: %s",
    (json) => {
      expect(() => read(json)).toThrow(SyntaxError);
    },
  );
});
