import { readFile } from "node:fs/promises";

interface Schema {
  readonly resources: Readonly<
    Record<string, { readonly properties: object; readonly required?: readonly string[] }>
  >;
}

/** The text of a module with the outputs that each resource of a schema need not have. */
export async function optionalOutputs(schemaFile: string): Promise<string> {
  const { resources }: Schema = JSON.parse(await readFile(schemaFile, "utf8"));
  const optional = Object.entries(resources).map(([token, { properties, required = [] }]) => [
    token,
    Object.keys(properties).filter((name) => !required.includes(name)),
  ]);
  const text = JSON.stringify(Object.fromEntries(optional), null, 2);
  return `/** By the token of a resource's type, the names of the outputs that it need not have. */
export const OPTIONAL_OUTPUTS: Readonly<Record<string, readonly string[]>> = ${text};
`;
}
