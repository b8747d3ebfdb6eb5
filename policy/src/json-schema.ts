import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";

/**
 * The parameters of a policy for the engine: types, descriptions, defaults. The engine passes defaults on
 * as if someone had written them, so those that depend on the profile are left out.
 */
export function configSchemaOf(
  schema: z.ZodObject,
  strictDefaults: Readonly<Record<string, unknown>> = {},
): PolicyConfigSchema {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
  const config: PolicyConfigSchema = { properties: JSON.parse(JSON.stringify(properties)) };
  for (const name of Object.keys(strictDefaults)) delete config.properties[name]?.default;
  return config;
}
