import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../release/packages.ts";

/** The type of a property, of which the pages show the name. */
export interface TypeSpec {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: TypeSpec;
  readonly oneOf?: readonly TypeSpec[];
}

export interface PropertySpec extends TypeSpec {
  readonly description?: string;
  readonly secret?: boolean;
}

export type Properties = Readonly<Record<string, PropertySpec>>;

interface ObjectSpec {
  readonly properties?: Properties;
  readonly required?: readonly string[];
}

export interface ResourceSpec {
  readonly description: string;
  readonly inputProperties: Properties;
  readonly requiredInputs?: readonly string[];
  readonly properties?: Properties;
}

export interface FunctionSpec {
  readonly description: string;
  readonly inputs?: ObjectSpec;
  readonly outputs: ObjectSpec;
}

/** What the pages take from the schema of the plugin. */
export interface Schema {
  readonly provider: ResourceSpec;
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  readonly functions: Readonly<Record<string, FunctionSpec>>;
  readonly types: Readonly<Record<string, ObjectSpec & { description?: string; enum?: unknown }>>;
}

export function readSchema(): Schema {
  return JSON.parse(readFileSync(join(REPOSITORY, "plugin/schema.json"), "utf8")) as Schema;
}
