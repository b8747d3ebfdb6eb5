import { z } from "zod";
import { DEFAULT_SETTINGS } from "../connected-app/fields.ts";
import { ApiError } from "../errors.ts";
import { newId, sha256 } from "../ids.ts";
import { checkRedirectUrls } from "../rules/redirect-urls.ts";
import { type ConnectedApp, issueSecret } from "../state/connected-app.ts";
import { epochSeconds } from "../timestamp.ts";
import type { OAuthContext } from "./context.ts";
import { OAuthError } from "./oauth-error.ts";

/** What a client may say about itself; anything else is ignored, as RFC 7591 section 2 requires. */
export const registrationSchema = z.object({
  redirect_uris: z.array(z.string()).min(1),
  client_name: z.string().optional(),
  client_uri: z.url().optional(),
  logo_uri: z.url().optional(),
  token_endpoint_auth_method: z
    .enum(["none", "client_secret_post", "client_secret_basic"])
    .default("none"),
});

type Registration = z.output<typeof registrationSchema>;

/**
 * Registers a third party client. One without a secret is the same for the same metadata, so that
 * an app on many devices is one client; one with a secret is always new.
 *
 * @throws OAuthError 400 `invalid_redirect_uri`.
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-3
 */
export function register(
  context: OAuthContext,
  registration: Registration,
): Record<string, unknown> {
  const { state, clock } = context;
  const isPublic = registration.token_endpoint_auth_method === "none";
  checkRedirectUris(context, registration.redirect_uris);
  const clientId = isPublic
    ? sameId(context, registration)
    : newId("connected-app", context.project.environment);
  const secret = isPublic ? undefined : issueSecret();
  if (state.connectedApps.get(clientId) === undefined) {
    const app: ConnectedApp = {
      clientId,
      clientType: isPublic ? "third_party_public" : "third_party",
      creationMethod: "DCR",
      settings: {
        ...DEFAULT_SETTINGS,
        clientName: registration.client_name ?? "",
        redirectUrls: registration.redirect_uris,
        logoUrl: registration.logo_uri ?? "",
      },
      secret: secret?.stored ?? null,
      nextSecret: null,
    };
    state.connectedApps.put(app);
  }
  return {
    client_id: clientId,
    client_id_issued_at: epochSeconds(clock.now()),
    // 0: the secret does not expire.
    ...(secret !== undefined && { client_secret: secret.clear, client_secret_expires_at: 0 }),
    ...registration,
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
  };
}

function checkRedirectUris({ project }: OAuthContext, uris: string[]): void {
  try {
    checkRedirectUrls("redirect_uris", uris, { project });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new OAuthError("invalid_redirect_uri", `${error.errorType}: ${error.message}`);
  }
}

/** A client id of the usual form, derived from the metadata. */
function sameId({ project }: OAuthContext, registration: Registration): string {
  // The schema has put the fields in its own order.
  const hash = sha256(JSON.stringify([project.projectId, registration]));
  const uuid = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
  return `connected-app-${project.environment}-${uuid}`;
}
