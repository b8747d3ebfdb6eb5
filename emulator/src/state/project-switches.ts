import { z } from "zod";

const customScopeSchema = z.strictObject({
  scope: z
    .string()
    .regex(
      /^[\x21\x23-\x5b\x5d-\x7e]+$/,
      "must be a scope as RFC 6749 has it: ASCII without spaces, quotes and backslashes",
    ),
  description: z.string().default(""),
  role: z.string().optional(),
});

export const projectSwitchesSchema = z.strictObject({
  authorizationEndpoint: z
    .url({ error: "must be a URL such as https://app.example.com/authorize, or null" })
    .nullable()
    .optional(),
  dynamicClientRegistration: z.boolean().default(false),
  customScopes: z.array(customScopeSchema).default([]),
  requireRedirectUri: z.enum(["confidential", "always", "never"]).default("confidential"),
});

/** What an operator sets for a project in Stytch's dashboard rather than by the API. */
export interface ProjectSwitches {
  /**
   * The page where a client sends its users. Null: none is configured and the discovery documents
   * respond with 400. Default: the page of the emulator.
   */
  authorizationEndpoint?: string | null | undefined;
  /** Whether clients may register themselves. Default: no. */
  dynamicClientRegistration: boolean;
  /** Scopes besides the built-in ones. One with a `role` can be granted by its holders only. */
  customScopes: CustomScope[];
  /**
   * Which clients have to send `redirect_uri` to the token endpoint again; one that is sent has to be
   * the same anyway. Default: those with a secret.
   */
  requireRedirectUri: "confidential" | "always" | "never";
}

export type CustomScope = z.output<typeof customScopeSchema>;

export const DEFAULT_SWITCHES: Readonly<ProjectSwitches> = projectSwitchesSchema.parse({});
