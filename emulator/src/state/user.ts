import { z } from "zod";
import { metadataSchema, oauthRegistrationSchema, storedPasswordSchema } from "./person.ts";

const nameSchema = z.strictObject({
  firstName: z.string(),
  middleName: z.string(),
  lastName: z.string(),
});

export const userSchema = z.strictObject({
  id: z.string(),
  status: z.enum(["active", "pending"]),
  name: nameSchema,
  emails: z.array(
    z.strictObject({ emailId: z.string(), email: z.string(), verified: z.boolean() }),
  ),
  phoneNumbers: z.array(
    z.strictObject({ phoneId: z.string(), phoneNumber: z.string(), verified: z.boolean() }),
  ),
  oauthRegistrations: z.array(oauthRegistrationSchema),
  password: storedPasswordSchema.nullable(),
  roles: z.array(z.string()),
  trustedMetadata: metadataSchema,
  untrustedMetadata: metadataSchema,
  externalId: z.string().nullable(),
  /** Milliseconds since the Unix epoch. */
  createdAt: z.number(),
});

/** An end user of a consumer project. `""` and `[]` stand for nothing set. */
export type User = z.output<typeof userSchema>;

export type UserName = z.output<typeof nameSchema>;
