import { z } from "zod";
import {
  CLIENT_TYPES,
  type DeclaredApp,
  type FieldSpec,
  mapFields,
} from "./connected-app-fields.ts";

const TYPES = {
  text: z.string(),
  template: z.string(),
  urls: z.array(z.string()),
  flag: z.boolean(),
  integer: z.int(),
} satisfies Record<FieldSpec["kind"], z.ZodType>;

/** The value of a field that exists. */
export function valueSchema({ kind }: FieldSpec): z.ZodType {
  return TYPES[kind];
}

/** Null counts as left out, as stack outputs have it. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** What is declared about a client; a field with another name is a problem. */
export const declaredAppSchema = z.strictObject({
  name: optional(z.string()),
  clientId: z.string({ error: "is missing" }).regex(/^[\w.:-]+$/, "is not a client id"),
  clientSecret: optional(z.string()),
  clientType: optional(z.enum(CLIENT_TYPES)),
  ...mapFields((_field, spec) => optional(valueSchema(spec))),
}) as z.ZodType<DeclaredApp>;
