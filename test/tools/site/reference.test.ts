import { expect, it } from "vitest";
import { partsOf } from "../../../tools/site/reference/examples.ts";
import { referencePages } from "../../../tools/site/reference/pages.ts";
import { readSchema } from "../../../tools/site/reference/schema.ts";

const pages = referencePages();
const { resources, functions } = readSchema();

it.each([
  ["connected-app", resources["stytch:index:ConnectedApp"]?.inputProperties],
  [
    "organization-connected-apps",
    resources["stytch:index:OrganizationConnectedApps"]?.inputProperties,
  ],
  ["get-connected-app", functions["stytch:index:getConnectedApp"]?.inputs?.properties],
  ["get-connected-apps", functions["stytch:index:getConnectedApps"]?.inputs?.properties],
])("the page %s has every input, and an example in every language", (file, inputs = {}) => {
  const page = pages.get(`docs/reference/${file}.md`) ?? "";
  expect(Object.keys(inputs).length).toBeGreaterThan(1);
  for (const name of Object.keys(inputs)) expect.soft(page).toContain(`\n| \`${name}\` | `);
  for (const language of ["typescript", "python", "go", "csharp", "java", "yaml"])
    expect.soft(page).toContain(`\n\`\`\`${language} [`);
});

it("nothing of the dialect of Pulumi's registry is left", () => {
  expect([...pages.values()].filter((text) => /\{\{[%<]/.test(text))).toEqual([]);
});

it("a description without examples is its text", () => {
  expect(partsOf("A text.\n\nMore.")).toEqual({ text: "A text.\n\nMore.", examples: [], rest: "" });
});
