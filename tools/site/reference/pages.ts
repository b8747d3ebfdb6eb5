import { markdownTable } from "markdown-table";
import { GENERATED, type Pages, pageOf } from "../page.ts";
import { codeGroup, partsOf } from "./examples.ts";
import {
  type FunctionSpec,
  type Properties,
  type ResourceSpec,
  readSchema,
  type TypeSpec,
} from "./schema.ts";

const FOLDER = "docs/reference";

/** A page for each resource and function of the schema, in every language, and one that lists them. */
export function referencePages(): Pages {
  const { provider, resources, functions, types } = readSchema();
  const named = [...Object.entries(resources), ...Object.entries(functions)].map(
    ([token, spec]) => ({
      name: nameOf(token),
      spec,
      file: fileOf(nameOf(token)),
    }),
  );
  const all = [...named, { name: "Provider", spec: provider, file: "provider.md" }];
  const results = Object.entries(types).filter(([, { properties }]) => properties !== undefined);
  return new Map([
    [`${FOLDER}/index.md`, listPage(all)],
    [`${FOLDER}/types.md`, typesPage(results)],
    ...all.map(({ name, spec, file }) => [`${FOLDER}/${file}`, page(name, spec)] as const),
  ]);
}

type Listed = readonly { name: string; file: string; spec: { description: string } }[];

function listPage(all: Listed): string {
  const rows = all.map(({ name, file, spec }) => [
    `[\`${name}\`](./${file})`,
    cell(partsOf(spec.description).text.split("\n\n")[0] ?? ""),
  ]);
  return pageOf([
    "# Reference for every language",
    GENERATED,
    "The package `stytch` of [the provider plugin](../../plugin/README.md), with an example in each language. The " +
      "resources of `pulumi-stytch-connected-apps` have the same names, inputs and outputs.",
    markdownTable([["name", "what it is"], ...rows], { alignDelimiters: false }),
    "[Types](./types.md) are what outputs consist of.",
  ]);
}

function typesPage(types: readonly (readonly [string, { properties?: Properties }])[]): string {
  return pageOf([
    "# Types of outputs",
    GENERATED,
    ...types.flatMap(([token, { properties = {} }]) => [
      `## ${nameOf(token)}`,
      propertyTable(properties),
    ]),
    "[All of the reference](./index.md).",
  ]);
}

function page(name: string, spec: ResourceSpec | FunctionSpec): string {
  const { text, examples, rest } = partsOf(spec.description);
  return pageOf([
    `# ${name}`,
    GENERATED,
    text,
    ...examples.flatMap(({ title, programs }) => [`## ${title}`, codeGroup(programs)]),
    ...("inputProperties" in spec ? resourceTables(spec) : functionTables(spec)),
    ...(rest === "" ? [] : [rest]),
    "[All of the reference](./index.md).",
  ]);
}

function resourceTables(spec: ResourceSpec): string[] {
  const { inputProperties, requiredInputs, properties = {} } = spec;
  const outputs = Object.entries(properties).filter(([name]) => !(name in inputProperties));
  return [
    "## Inputs",
    propertyTable(inputProperties, requiredInputs),
    ...(outputs.length > 0
      ? ["## Outputs", "All inputs, and these:", propertyTable(Object.fromEntries(outputs))]
      : []),
  ];
}

function functionTables({ inputs, outputs }: FunctionSpec): string[] {
  return [
    "## Arguments",
    propertyTable(inputs?.properties ?? {}, inputs?.required),
    "## Result",
    propertyTable(outputs.properties ?? {}),
  ];
}

function propertyTable(properties: Properties, required: readonly string[] = []): string {
  const rows = Object.entries(properties).map(([name, { description = "", secret, ...type }]) => [
    `\`${name}\``,
    [
      typeOf(type),
      ...(required.includes(name) ? ["required"] : []),
      ...(secret ? ["secret"] : []),
    ].join(", "),
    cell(description),
  ]);
  return markdownTable([["name", "type", "meaning"], ...rows], { alignDelimiters: false });
}

function typeOf({ type, $ref, items, oneOf }: TypeSpec): string {
  if (oneOf !== undefined) return [...new Set(oneOf.map(typeOf))].join(" or ");
  if (items !== undefined) return `list of ${typeOf(items)}`;
  if ($ref === undefined) return type ?? "any";
  const name = nameOf($ref);
  const isObject = readSchema().types[`stytch:index:${name}`]?.properties !== undefined;
  return isObject ? `[${name}](./types.md#${name.toLowerCase()})` : name.replace("Any", "any");
}

function nameOf(token: string): string {
  return token.split(/[:/]/).at(-1)?.replace("pulumi.json#", "") ?? token;
}

/** `getConnectedApp` has the page `get-connected-app.md`. */
function fileOf(name: string): string {
  return `${name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.md`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n+\s*/g, " ");
}
