import { z } from "zod";

/** The part of a discovery document that the smoke test looks at. */
export const metadataSchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string().exactOptional(),
  token_endpoint: z.string(),
  jwks_uri: z.string().exactOptional(),
  introspection_endpoint: z.string().exactOptional(),
  revocation_endpoint: z.string().exactOptional(),
  response_types_supported: z.array(z.string()).exactOptional(),
  grant_types_supported: z.array(z.string()).exactOptional(),
  code_challenge_methods_supported: z.array(z.string()).exactOptional(),
});

export type Metadata = z.output<typeof metadataSchema>;

/** What is dangerous about what a server says it supports, in words. */
export function dangersOf(metadata: Metadata): string[] {
  const methods = metadata.code_challenge_methods_supported ?? [];
  const responses = metadata.response_types_supported ?? [];
  const grants = metadata.grant_types_supported ?? [];
  return [
    ...methods.filter((name) => name !== "S256").map((name) => `the PKCE method ${name}`),
    ...responses.filter((name) => name !== "code").map((name) => `the response type ${name}`),
    ...grants
      .filter((name) => name === "implicit" || name === "password")
      .map((name) => `the grant ${name}`),
  ];
}
