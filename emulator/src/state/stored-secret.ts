import { z } from "zod";

export const storedSecretSchema = z.strictObject({ sha256: z.string(), lastFour: z.string() });

/** What is kept of a client secret. */
export type StoredSecret = z.output<typeof storedSecretSchema>;
