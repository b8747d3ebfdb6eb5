import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import type {
  ComplexTypeSpec,
  PackageSpec,
  Properties,
  ResourceSpec,
} from "../../../plugin/schema/spec.ts";
import { token } from "../../../plugin/schema/tokens.ts";
import { REPOSITORY } from "../../e2e/_process.ts";

export { REPOSITORY };

/** The committed schema. */
export const SCHEMA = JSON.parse(
  readFileSync(join(REPOSITORY, "plugin/schema.json"), "utf8"),
) as PackageSpec;

export function resource(name: string): ResourceSpec {
  const found = SCHEMA.resources[token(name)];
  if (!found) throw new Error(`The schema has no resource ${name}.`);
  return found;
}

/**
 * What is wrong with an object by the schema: a property that it does not have, or lacks, or of which it
 * has another type. Pulumi's words for types are those of JSON Schema, but for the values of an enum.
 */
export function problemsBy(
  properties: Properties,
  required: readonly string[],
): (value: object) => string[] {
  const types = Object.entries(SCHEMA.types).map(([name, type]) => [name, jsonSchemaOf(type)]);
  const text = JSON.stringify({
    type: "object",
    properties,
    required,
    additionalProperties: false,
    types: Object.fromEntries(types),
  });
  const schema: object = JSON.parse(text.replaceAll('{"$ref":"pulumi.json#/Any"}', "{}"));
  const ajv = new Ajv({ strict: false, allErrors: true });
  const validate = ajv.compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

function jsonSchemaOf(type: ComplexTypeSpec): object {
  if ("enum" in type) return { type: type.type, enum: type.enum.map(({ value }) => value) };
  return { ...type, additionalProperties: false };
}
