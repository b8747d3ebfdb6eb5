import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Declarations } from "../../../plugin/schema/declarations.ts";
import { propertiesOf, requiredOf } from "../../../plugin/schema/resources.ts";

/** The declarations of files with these texts. */
function declared(...texts: string[]): Declarations {
  const folder = mkdtempSync(join(tmpdir(), "stytch-declarations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = texts.map((text, index) => {
    writeFileSync(join(folder, `${index}.ts`), text);
    return `${index}.ts`;
  });
  return new Declarations(folder, paths);
}

const namesIn = (declarations: Declarations, name: string) =>
  declarations.membersOf(name).map((member) => member.name);

describe("the properties of a type", () => {
  test("are its own, then those that it extends, of several files", () => {
    const declarations = declared(
      "interface Args extends Common { own: string; }",
      "interface Common { common: string; own: number; }",
    );
    expect(namesIn(declarations, "Args")).toEqual(["own", "common"]);
  });

  test("are those of all that it combines, of each name the first", () => {
    const text = `type Args = A & (B | C); interface A { a: string }
      interface B { b: string; both: string } interface C { both: boolean; c?: string }`;
    const declarations = declared(text);
    expect(namesIn(declarations, "Args")).toEqual(["a", "b", "both", "c"]);
    expect(propertiesOf(declarations.membersOf("Args")).both).toMatchObject({ type: "string" });
    expect(requiredOf(declarations.membersOf("Args"))).toEqual(["a", "both"]);
  });

  test("are optional where either of two has to be given", () => {
    const declarations = declared(
      "type Args = { id: string; name?: undefined } | { name: string; id?: undefined };",
    );
    expect(namesIn(declarations, "Args")).toEqual(["id", "name"]);
    expect(requiredOf(declarations.membersOf("Args"))).toEqual([]);
  });

  test("of a class are those that it only declares", () => {
    const declarations = declared(
      "class App { static readonly token = 1;\n/** The id. */ declare readonly id: pulumi.Output<string>; get(): void {} }",
    );
    expect(propertiesOf(declarations.membersOf("App"))).toEqual({
      id: { type: "string", description: "The id." },
    });
  });

  test.each([
    ["pulumi.Input<string | undefined>", { type: "string" }, false],
    [
      "pulumi.Input<pulumi.Input<string>[] | undefined>",
      { type: "array", items: { type: "string" } },
      false,
    ],
    ["pulumi.Output<number>", { type: "number" }, true],
    ["boolean", { type: "boolean" }, true],
    ["ClientType", { $ref: "#/types/stytch:index:ClientType" }, true],
  ])("have the type of their values: %s", (type, spec, isRequired) => {
    const members = declared(`interface Args { a: ${type} }`).membersOf("Args");
    expect(propertiesOf(members).a).toEqual({ ...spec, description: "" });
    expect(requiredOf(members)).toEqual(isRequired ? ["a"] : []);
  });

  test.each(["Date", "string | number", "pulumi.Input<Date>", "(() => void)"])(
    "are refused where the schema has no equivalent of them: %s",
    (type) => {
      const members = declared(`interface Args { a: ${type} }`).membersOf("Args");
      expect(() => propertiesOf(members)).toThrow("a: the schema has no equivalent of the type");
    },
  );
});

test("a name that nothing declares is refused with the files", () => {
  expect(() => declared("interface A {}", "").membersOf("B")).toThrow(
    "0.ts, 1.ts: none declares B; correct the name in plugin/schema.",
  );
});

test("a name that two files declare is refused", () => {
  expect(() => declared("interface A {}", "type A = string;")).toThrow("two of them declare A");
});

test("the comment of a function, class or interface is the one next to it", () => {
  const declarations = declared(
    "/** Of the file. */\n\n/** Of f. */\nexport function f() {}\ninterface Bare {}",
  );
  expect(declarations.commentOf("f")).toBe("/** Of f. */");
  expect(declarations.commentOf("Bare")).toBe("");
});

test("the texts of a list are those of every object that has it", () => {
  const declarations = declared(
    'const A = { secrets: ["a", "b"], others: ["c"] };',
    "const B = { secrets: [] };",
  );
  expect(declarations.textsIn("secrets")).toEqual(["a", "b"]);
});
