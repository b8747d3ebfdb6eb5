import { z } from "zod";

/** Free JSON of the developer, kept with users, members and organizations. */
export const metadataSchema = z.record(z.string(), z.unknown());

export type Metadata = z.output<typeof metadataSchema>;

/**
 * A password as it is kept: never in clear text. `parameters` has what the algorithm needs besides the
 * password; salts and hashes are base64 unless the algorithm has an encoded form of its own.
 */
export const storedPasswordSchema = z.strictObject({
  passwordId: z.string(),
  hashType: z.enum([
    "bcrypt",
    "argon_2i",
    "argon_2id",
    "md_5",
    "sha_1",
    "sha_512",
    "scrypt",
    "pbkdf_2",
    "phpass",
  ]),
  hash: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
});

export type StoredPassword = z.output<typeof storedPasswordSchema>;

/** An account at Google and the like that a user or member has logged in with. */
export const oauthRegistrationSchema = z.strictObject({
  registrationId: z.string(),
  /** As Stytch spells it: `Google`. */
  providerType: z.string(),
  providerSubject: z.string(),
  profilePictureUrl: z.string(),
  locale: z.string(),
});

export type OAuthRegistration = z.output<typeof oauthRegistrationSchema>;
