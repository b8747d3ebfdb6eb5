import { z } from "zod";
import { metadataSchema, oauthRegistrationSchema, storedPasswordSchema } from "./person.ts";

export const memberSchema = z.strictObject({
  id: z.string(),
  organizationId: z.string(),
  status: z.enum(["active", "pending"]),
  name: z.string(),
  emailAddress: z.string(),
  /** The id that a session's email factor names. */
  emailId: z.string(),
  emailAddressVerified: z.boolean(),
  isBreakglass: z.boolean(),
  mfaEnrolled: z.boolean(),
  mfaPhoneNumber: z.string(),
  mfaPhoneNumberVerified: z.boolean(),
  defaultMfaMethod: z.string(),
  oauthRegistrations: z.array(oauthRegistrationSchema),
  password: storedPasswordSchema.nullable(),
  /** Roles assigned by name; every member has `stytch_member` besides. */
  roles: z.array(z.string()),
  trustedMetadata: metadataSchema,
  untrustedMetadata: metadataSchema,
  externalId: z.string().nullable(),
  /** Milliseconds since the Unix epoch. */
  createdAt: z.number(),
  /** Milliseconds since the Unix epoch. */
  updatedAt: z.number(),
});

/** An end user of a B2B project in one organization. `""` and `[]` stand for nothing set. */
export type Member = z.output<typeof memberSchema>;
