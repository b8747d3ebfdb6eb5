import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FoundConnectedApp } from "../../../provider/src/connected-app/lookup/lookup.ts";
import { exportImportFile } from "../../../provider/src/export/import-file.ts";
import { exportProgram } from "../../../provider/src/export/program.ts";
import { CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import { checkProperty } from "../../_property.ts";
import { app, declaredBy, PROJECT_ID } from "./_program.ts";

interface Imported {
  type: string;
  name: string;
  logicalName?: string;
  id: string;
  provider?: string;
}

const exported = (...apps: FoundConnectedApp[]) => exportImportFile(apps);

function fileIn(text: string): { nameTable: Record<string, string>; resources: Imported[] } {
  return JSON.parse(text);
}

const resourceNamesIn = (text: string) =>
  fileIn(text).resources.map(({ name, logicalName = name }) => logicalName);

describe("exportImportFile", () => {
  test("has a line with type, name and id for each client, in their order", () => {
    const apps = [app(), app({ clientName: "Web", clientId: "connected-app-test-2" })];
    expect(exported(...apps)).toEqual({
      text: expect.any(String),
      declared: 2,
      refused: 0,
      leftOut: 0,
    });
    expect(exported(...apps).text).toMatchInlineSnapshot(`
      "{
        "nameTable": {},
        "resources": [
          {"type":"stytch:index:ConnectedApp","name":"web","id":"connected-app-test-00000000-0000-4000-8000-000000000001"},
          {"type":"stytch:index:ConnectedApp","name":"web-2","id":"connected-app-test-2"}
        ]
      }
      "
    `);
  });

  test("is a file without resources where there are no clients", () => {
    const { text, ...counts } = exported();
    expect(fileIn(text)).toEqual({ nameTable: {}, resources: [] });
    expect(text).toMatch(/\n$/);
    expect(counts).toEqual({ declared: 0, refused: 0, leftOut: 0 });
  });

  test("names the provider of the clients and its URN where one is given", () => {
    const provider = { name: "b2b", urn: "urn:pulumi:dev::shop::pulumi:providers:stytch::b2b" };
    const { nameTable, resources } = fileIn(exportImportFile([app(), app()], provider).text);
    expect(nameTable).toEqual({ b2b: provider.urn });
    expect(resources.map((resource) => resource.provider)).toEqual(["b2b", "b2b"]);
  });

  test.each(["null", "true", "false", "42", "1st-party", "let", "module"])(
    "gives the client %s a variable that can be one, and leaves the resource the name",
    (clientName) => {
      const [first, second, ...others] = fileIn(
        exported(app({ clientName }), app({ clientName: `a ${clientName}` })).text,
      ).resources;
      expect(first).toMatchObject({ name: `client_${clientName}`, logicalName: clientName });
      expect(second).toMatchObject({ name: `a-${clientName}` });
      expect(second).not.toHaveProperty("logicalName");
      expect(others).toEqual([]);
    },
  );

  test("leaves clients of unknown types out, and counts them", () => {
    const { text, declared, leftOut } = exported(app({ clientType: "fourth_party" }), app());
    expect({ declared, leftOut }).toEqual({ declared: 1, leftOut: 1 });
    expect(fileIn(text).resources).toHaveLength(1);
  });

  test("counts the clients whose generated code up refuses, and holds them", () => {
    const { text, refused } = exported(
      app(),
      app({ redirectUrls: ["myapp://cb"] }),
      app({ clientType: "third_party", fullAccessAllowed: true }),
    );
    expect(refused).toBe(2);
    expect(fileIn(text).resources).toHaveLength(3);
  });

  test("does not count a client whose id no adoptClientId could be: nothing is adopted", () => {
    const clientId = "https://client.example/metadata";
    expect(exported(app({ clientId })).refused).toBe(0);
    expect(exportProgram(PROJECT_ID, [app({ clientId })]).refused).toBe(1);
  });

  test("has no character that a terminal acts on, and says ids exactly", () => {
    const clientId = 'x\u202e\u2028\u001b[31m##[error]"\\\ud800é';
    const { text } = exported(app({ clientId, clientName: "*/ \u202e" }));
    expect(text).toMatch(/^[\n\x20-\x7e]+$/);
    expect(text).not.toContain("##[");
    expect(fileIn(text).resources[0]?.id).toBe(clientId);
  });

  test("gives whatever clients there are the names of the exported program, each once", () => {
    const name = fc.oneof(
      fc.constantFrom("web", "Web", "web 2", "", "null", "Null", "42", "日本", "*/", "\u202e"),
      fc.string({ unit: "binary" }),
    );
    const apps = fc.array(
      fc.record({ clientName: name, clientType: fc.constantFrom(...CLIENT_TYPES, "fourth_party") }),
      { maxLength: 12 },
    );
    checkProperty(
      fc.property(apps, (given) => {
        const made = given.map((fields, n) =>
          app({ ...fields, clientId: `connected-app-test-${n}` }),
        );
        const { text, declared } = exported(...made);
        const { resources } = fileIn(text);
        const program = declaredBy(exportProgram(PROJECT_ID, made).text);
        expect(resourceNamesIn(text)).toEqual(program.map((one) => one.name));
        expect(resources.map(({ id }) => id)).toEqual(
          program.map(({ args }) => args.adoptClientId),
        );
        expect(new Set(resources.map((one) => one.name)).size).toBe(declared);
      }),
      100,
    );
  });
});
