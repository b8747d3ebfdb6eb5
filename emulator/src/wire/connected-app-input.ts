import { z } from "zod";
import {
  type ConnectedAppSettings,
  FIELD_KEYS,
  FIELDS,
  settingsSchema,
} from "../connected-app/fields.ts";

const mutableFields: Record<string, z.ZodOptional> = Object.fromEntries(
  FIELD_KEYS.map((key) => [FIELDS[key].wire, z.optional(FIELDS[key].schema)]),
);

export const createRequestSchema = z.object({ client_type: z.string(), ...mutableFields });

export const updateRequestSchema = z.object({
  client_type: z.unknown().optional(),
  ...mutableFields,
});

export const searchRequestSchema = z.object({
  cursor: z.string().optional(),
  limit: z.int32().min(0).optional(),
});

/** Takes from `base` what a request, as its schema reads it, does not name. */
export function readSettings(
  request: Readonly<Record<string, unknown>>,
  base: ConnectedAppSettings,
): ConnectedAppSettings {
  const values = FIELD_KEYS.map((key) => [key, request[FIELDS[key].wire] ?? base[key]]);
  return settingsSchema.parse(Object.fromEntries(values));
}
