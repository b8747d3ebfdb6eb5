import { z } from "zod";
import { isLoopback } from "../target.ts";

/** The part of a discovery document that the smoke test reads. */
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

/** The dangerous features that a server claims to support, in words. */
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

/** The customer's own pages, on any domain: browsers go there, requests of the test do not. */
const PAGES = new Set(["authorization_endpoint", "end_session_endpoint"]);

/**
 * What is wrong with the endpoints that a document names, in words. An endpoint that takes codes,
 * secrets or tokens, or serves keys, must have an origin that is trusted already.
 *
 * @param origins The origins of the issuer and of the API.
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-6.2
 */
export function misplacedEndpoints(metadata: Metadata, origins: readonly string[]): string[] {
  return Object.entries(metadata).flatMap(([name, value]) => {
    if (!name.endsWith("_endpoint") && name !== "jwks_uri") return [];
    if (value === undefined || value === null) return [];
    const url = typeof value === "string" ? URL.parse(value) : null;
    const problem = problemOfEndpoint(url, PAGES.has(name) ? undefined : origins);
    return problem === undefined ? [] : [`${name} ${problem}`];
  });
}

/** @param origins Undefined allows any. */
function problemOfEndpoint(url: URL | null, origins?: readonly string[]): string | undefined {
  if (url === null) return "is not an absolute URL";
  if (url.username || url.password) return "holds credentials";
  if (origins !== undefined) {
    return origins.includes(url.origin) ? undefined : `is at ${url.protocol}//${url.host}`;
  }
  const isSecure = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
  return isSecure ? undefined : `is at ${url.protocol}//${url.host}, which is not https`;
}
