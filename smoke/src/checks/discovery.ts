import { createLocalJWKSet } from "jose";
import { z } from "zod";
import type { Check } from "../check.ts";
import type { CheckContext } from "../context.ts";
import { CheckFailure } from "../errors.ts";
import { readResponse } from "../http/responses.ts";
import { isPublic } from "../known-target.ts";
import { dangersOf, type Metadata, metadataSchema, misplacedEndpoints } from "../oauth/metadata.ts";
import { createOAuthClient } from "../oauth/oauth-client.ts";
import { isLoopback } from "../target.ts";

const OIDC = "/.well-known/openid-configuration";
const OAUTH = "/.well-known/oauth-authorization-server";

const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/**
 * Reads both discovery documents and the keys.
 *
 * @see https://stytch.com/docs/b2b/api/connected-app-openid-configuration
 */
export const discovery: Check = {
  id: "discovery",
  title: "Discovery names the right issuer and offers nothing unsafe",
  needs: ["client-registered"],
  applies: () => true,
  async run(context) {
    const domain = await projectDomain(context);
    const oidc = await read(context, `${domain}${OIDC}`, metadataSchema);
    const oauth = await read(context, `${domain}${OAUTH}`, metadataSchema);
    for (const [path, document] of [[OIDC, oidc] as const, [OAUTH, oauth] as const]) {
      judge(path, document, domain, context.target.apiUrl);
    }
    if (oauth.code_challenge_methods_supported?.includes("S256") !== true) {
      throw new CheckFailure(
        `${OAUTH} does not list the PKCE method S256.`,
        "Give the domain of a Stytch project as projectDomain.",
      );
    }
    const keys = await read(
      context,
      oidc.jwks_uri ?? `${domain}/.well-known/jwks.json`,
      jwksSchema,
    );
    const known = context.known();
    context.findings.note(
      "oauth",
      createOAuthClient({
        // The OAuth document names more endpoints; both documents were judged.
        metadata: { ...oauth, ...oidc },
        keys: createLocalJWKSet(keys),
        clientId: known.app.clientId,
        clientSecret: isPublic(known) ? undefined : known.app.clientSecret,
        http: context.http,
        secrets: context.secrets,
      }),
    );
    return { issuer: oidc.issuer, keys: keys.keys.length };
  },
};

/** Runs before any request but those for documents goes to what the document names. */
function judge(path: string, document: Metadata, domain: string, apiUrl: string): void {
  if (document.issuer !== domain) {
    throw new CheckFailure(
      `${path} names the issuer ${document.issuer}, not ${domain}.`,
      "Set projectDomain to the domain that clients use, and make sure that no proxy changes the Host header.",
    );
  }
  const misplaced = misplacedEndpoints(document, [domain, apiUrl]);
  if (misplaced.length > 0) {
    const trusted = domain === apiUrl ? domain : `${domain} or ${apiUrl}`;
    throw new CheckFailure(
      `${path} names endpoints elsewhere than at ${trusted}: ${misplaced.join("; ")}.`,
      "Nothing was sent there. Find out who operates the domain, and give the domain of the Stytch project itself as projectDomain.",
    );
  }
  const dangers = dangersOf(document);
  if (dangers.length > 0) {
    throw new CheckFailure(
      `${path} offers ${dangers.join(", ")}.`,
      "Give the domain of the Stytch project itself, since Stytch offers only the code flow with S256.",
    );
  }
}

/** Hosts of Stytch that serve every project; an issuer there has the project id as its path. */
const OF_ALL_PROJECTS = new Set(["stytch.com", "test.stytch.com", "api.stytch.com"]);

/** The project's domain as an issuer: an origin without a slash at the end. */
async function projectDomain(context: CheckContext): Promise<string> {
  const { target } = context;
  if (target.projectDomain !== undefined) return new URL(target.projectDomain).origin;
  if (target.loopback) return target.apiUrl;
  const url = `${target.apiUrl}/v1/public/${target.projectId}${OIDC}`;
  const { issuer, token_endpoint } = await read(context, url, metadataSchema);
  const isDomain = (url: URL) =>
    url.protocol === "https:" &&
    url.origin !== target.apiUrl &&
    !OF_ALL_PROJECTS.has(url.hostname) &&
    !isLoopback(url);
  const domain = [issuer, token_endpoint].flatMap((text) => URL.parse(text) ?? []).find(isDomain);
  if (domain !== undefined) return domain.origin;
  throw new CheckFailure(
    "The project's own domain is not known, and the project's discovery document does not name it.",
    "Give projectDomain (--project-domain, STYTCH_PROJECT_DOMAIN), as the dashboard shows it under Custom domains.",
  );
}

async function read<T extends z.ZodType>(
  { http, secrets }: CheckContext,
  url: string,
  schema: T,
): Promise<z.output<T>> {
  const headers = { accept: "application/json" };
  return readResponse(await http.send({ method: "GET", url, headers }), schema, secrets);
}
