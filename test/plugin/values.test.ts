import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, test } from "vitest";
import { decode, encode, NO_PROPERTIES, secretNames } from "../../plugin/src/values.ts";
import { ASSET, UNKNOWN } from "../../provider/src/service/index.ts";
import { checkProperty } from "../_property.ts";
import { OUTPUT, SECRET, SIGNATURE } from "./_wire.ts";

const received = (values: Record<string, unknown>) =>
  decode(Struct.fromJavaScript(values as never));
const sent = (...args: Parameters<typeof encode>) => encode(...args).toJavaScript();
const secret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });

/** As the engine's protocol lists them; the first is the one of strings. */
const UNKNOWNS = {
  string: UNKNOWN,
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  asset: "030794c1-ac77-496b-92df-f27374a8bd58",
  archive: "e48ece36-62e2-4504-bad9-02848725956a",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};

describe("a message that is received", () => {
  test("has its values as they are, and no marks", () => {
    const values = {
      text: "a",
      number: 1.5,
      flag: false,
      none: null,
      list: [1, [2]],
      map: { a: {} },
    };
    expect(received(values)).toEqual({ values, marks: new Map() });
  });

  test.each([
    ["asset", "c44067f5952c0a294b673a41bacd8c17"],
    ["archive", "0def7320c3a5731c473e5ecbe6d01bc7"],
  ])("has an %s as one, without what it holds", (_kind, signature) => {
    const held = { [SIGNATURE]: signature, hash: "canary", path: "./canary" };
    const { values } = received({ file: held, map: { file: secret(held) } });
    expect(values).toEqual({ file: ASSET, map: { file: ASSET } });
  });

  test("that is absent has no properties", () => {
    expect(decode(undefined)).toEqual(NO_PROPERTIES);
  });

  test.each(Object.entries(UNKNOWNS))("has one unknown for every type: %s", (_type, unknown) => {
    const { values, marks } = received({ own: unknown, list: ["a", unknown], map: { a: unknown } });
    expect(values).toEqual({ own: UNKNOWN, list: ["a", UNKNOWN], map: { a: UNKNOWN } });
    expect(marks.size).toBe(0);
  });

  test.each([
    ["whole", secret(["a"])],
    ["an element", [secret("a")]],
    ["of an object in it", { deep: [{ er: secret("a") }] }],
    ["a secret in a secret", secret([secret("a")])],
    ["a secret output", { [SIGNATURE]: OUTPUT, value: "a", secret: true }],
    ["an output that holds one", { [SIGNATURE]: OUTPUT, value: [secret("a")] }],
  ])("marks a property that is or holds a secret: %s", (_title, value) => {
    const properties = received({ hidden: value, shown: "b" });
    expect(secretNames(properties)).toEqual(["hidden"]);
    expect(JSON.stringify(properties.values)).not.toContain(SECRET);
  });

  test("gives a secret's value without its wrapping", () => {
    expect(received({ a: secret({ b: [secret(1)] }) }).values).toEqual({ a: { b: [1] } });
  });

  test("keeps where a value came from, from all parts of it", () => {
    const output = (urn: string) => ({ [SIGNATURE]: OUTPUT, value: 1, dependencies: [urn, 7] });
    const { values, marks } = received({ list: [output("urn:a"), output("urn:b")] });
    expect(values).toEqual({ list: [1, 1] });
    expect(marks.get("list")).toEqual({ secret: false, dependencies: new Set(["urn:a", "urn:b"]) });
  });

  test("takes an output without a value for unknown, though null is a value", () => {
    const known = { [SIGNATURE]: OUTPUT, value: null };
    const unknown = { [SIGNATURE]: OUTPUT, secret: false, dependencies: "none" };
    const { values, marks } = received({ known, unknown });
    expect(values).toEqual({ known: null, unknown: UNKNOWN });
    expect(marks.size).toBe(0);
  });

  test("keeps an object with another signature as it is", () => {
    const resource = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:a", id: "a" };
    expect(received({ resource }).values).toEqual({ resource });
  });
});

describe("a message that is sent", () => {
  test("leaves out what is undefined, and keeps null", () => {
    expect(sent({ a: undefined, b: null, c: 0 })).toEqual({ b: null, c: 0 });
  });

  test("has secrets by mark and by name, and null is none", () => {
    const marks = new Map([["a", { secret: true, dependencies: new Set<string>() }]]);
    expect(sent({ a: 1, b: 2, c: 3, d: null }, marks, ["b", "d", "absent"])).toEqual({
      a: secret(1),
      b: secret(2),
      c: 3,
      d: null,
    });
  });

  test("has dependencies as an output, without a value where that is unknown", () => {
    const mark = (isSecret: boolean) => ({ secret: isSecret, dependencies: new Set(["urn:a"]) });
    const marks = new Map([
      ["a", mark(false)],
      ["b", mark(true)],
      ["c", mark(false)],
    ]);
    expect(sent({ a: 1, b: 2, c: UNKNOWN }, marks)).toEqual({
      a: { [SIGNATURE]: OUTPUT, value: 1, dependencies: ["urn:a"] },
      b: { [SIGNATURE]: OUTPUT, value: 2, secret: true, dependencies: ["urn:a"] },
      c: { [SIGNATURE]: OUTPUT, dependencies: ["urn:a"] },
    });
  });

  test("loses a member __proto__, as the library of the messages does, and sets no prototype", () => {
    const message = encode({ a: JSON.parse('{"__proto__":{"b":1},"c":2}') }, new Map());
    const { values } = decode(Struct.deserializeBinary(message.serializeBinary()));
    expect(values).toStrictEqual({ a: { c: 2 } });
    expect(Object.getPrototypeOf(values.a)).toBe(Object.prototype);
    expect(({} as { b?: number }).b).toBeUndefined();
  });

  test("comes back as it was, whatever its values and marks", () => {
    const value = fc
      .jsonValue()
      .map((json) => JSON.parse(withoutProto(JSON.stringify(json))) as unknown);
    const property = fc.record({
      value: value.filter((json) => json !== null),
      secret: fc.boolean(),
      dependencies: fc.array(fc.stringMatching(/^urn:[a-z]+$/), { maxLength: 2 }),
    });
    checkProperty(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), property), (all) => {
        const entries = Object.entries(all);
        const properties = {
          values: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
          marks: new Map(
            entries
              .filter(([, { secret, dependencies }]) => secret || dependencies.length > 0)
              .map(([name, { secret, dependencies }]) => [
                name,
                { secret, dependencies: new Set(dependencies) },
              ]),
          ),
        };
        const message = encode(properties.values, properties.marks);
        expect(decode(Struct.deserializeBinary(message.serializeBinary()))).toEqual(properties);
      }),
    );
  });
});

/** JSON whose members are named otherwise where the library of the messages would lose them. */
function withoutProto(json: string): string {
  return json.replaceAll('"__proto__":', '"proto":');
}
