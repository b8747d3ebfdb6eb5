import { z } from "zod";

const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});

/** A resource as the engine writes it, in a state and in a preview alike. */
export const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().nullish(),
  inputs: properties,
  outputs: properties,
  /** URNs that it had. */
  aliases: z.array(z.string()).nullish(),
  protect: z.boolean().nullish(),
  additionalSecretOutputs: z.array(z.string()).nullish(),
  /** It stays at Stytch when it leaves the state. */
  retainOnDelete: z.boolean().nullish(),
  /** It is going to be deleted: its successor may have the same URN. */
  delete: z.boolean().nullish(),
  /** The stack only reads it. */
  external: z.boolean().nullish(),
  /** It existed before the stack: by which id it was imported. */
  importID: z.string().nullish(),
  /** The line of the program, as `project:///index.ts#12,3`. */
  sourcePosition: z.string().nullish(),
});

export type ResourceState = z.output<typeof resourceSchema>;
