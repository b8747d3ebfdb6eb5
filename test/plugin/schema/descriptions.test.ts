import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXAMPLES, LANGUAGES_OF_ENDINGS } from "../../../plugin/schema/examples.ts";
import { REPOSITORY, SCHEMA } from "./_schema.ts";

type Described = readonly [place: string, description: string | undefined];

const { config, functions, provider, resources, types } = SCHEMA;

/** Everything that documentation shows, by its place. */
const DESCRIPTIONS: Described[] = [
  ["package", SCHEMA.description],
  ...each("config", config.variables),
  ...Object.entries({ provider, ...resources }).flatMap(([name, resource]) => [
    [name, resource.description] as const,
    ...each(`${name} input`, resource.inputProperties),
    ...each(`${name} output`, resource.properties),
  ]),
  ...Object.entries(functions).flatMap(([name, { description, inputs, outputs }]) => [
    [name, description] as const,
    ...each(`${name} input`, inputs.properties),
    ...each(`${name} output`, outputs.properties),
  ]),
  ...Object.entries(types).flatMap(([name, type]) => [
    [name, type.description] as const,
    ...("enum" in type
      ? type.enum.map(({ value, description }) => [`${name} ${value}`, description] as const)
      : each(name, type.properties)),
  ]),
];

function each(place: string, properties: Record<string, { description: string }>): Described[] {
  return Object.entries(properties).map(([name, { description }]) => [
    `${place} ${name}`,
    description,
  ]);
}

/** Words of this repository or of TypeScript, which say nothing to who writes Python. */
const INTERNAL =
  /__provider|\bdynamic (?!registration)|\bdoor\b|lifecycle|\bundefined\b|pulumi\.Input|@(see|throws|param|example|remarks|link)|\*\/|@pulumi\/pulumi [0-9]|StytchProvider/;

/** Of an example the text alone: its code is checked by the languages. */
const withoutCode = (description: string) => description.replaceAll(/```[\s\S]*?```/g, "");

test.each(DESCRIPTIONS)("%s is described for every language", (_place, description = "") => {
  const text = withoutCode(description);
  expect(text).toMatch(/^[A-Z`]/);
  expect(text).not.toMatch(INTERNAL);
  expect(text).not.toMatch(/ {2}| $/m);
});

test("everything has a place among the descriptions", () => {
  expect(DESCRIPTIONS.length).toBeGreaterThan(100);
});

test.each([
  ["provider", provider.description],
  ["connected-app", resources["stytch:index:ConnectedApp"]?.description],
  ["organization-connected-apps", resources["stytch:index:OrganizationConnectedApps"]?.description],
  ["get-connected-app", functions["stytch:index:getConnectedApp"]?.description],
  ["get-connected-apps", functions["stytch:index:getConnectedApps"]?.description],
] as const)("%s has its examples in every language", (folder, description = "") => {
  const [, examples = ""] =
    /\{\{% examples %\}\}([\s\S]*)\{\{% \/examples %\}\}/.exec(description) ?? [];
  const titles = [...examples.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(EXAMPLES[folder].map(({ title }) => title));
  const languages = [...examples.matchAll(/^```(\w+)$/gm)].map(([, language]) => language);
  expect(languages).toEqual(titles.flatMap(() => Object.values(LANGUAGES_OF_ENDINGS)));
});

test("every file of the examples is shown", () => {
  const files = globSync("**/*.*", { cwd: join(REPOSITORY, "plugin/docs/examples") });
  const shown = Object.entries(EXAMPLES).flatMap(([folder, examples]) =>
    examples.flatMap(({ file }) =>
      Object.keys(LANGUAGES_OF_ENDINGS).map((ending) => join(folder, `${file}.${ending}`)),
    ),
  );
  expect(files.toSorted()).toEqual(shown.toSorted());
});
