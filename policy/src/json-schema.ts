import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";

/** The parameters of a policy as the engine wants to know them: types, descriptions, defaults. */
export function configSchemaOf(schema: z.ZodObject): PolicyConfigSchema {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
  return { properties: JSON.parse(JSON.stringify(properties)) };
}
