import { z } from "zod";
import type { ClientType } from "../connected-app/client-type.ts";
import { DEFAULT_SETTINGS } from "../connected-app/fields.ts";
import { ApiError } from "../errors.ts";
import { readUrls } from "../forms/urls.ts";
import { derivedId, newId } from "../ids.ts";
import { acceptSettings } from "../rules/connected-app.ts";
import { checkRedirectUrls } from "../rules/redirect-urls.ts";
import { type ConnectedApp, issueSecret } from "../state/connected-app.ts";
import { epochSeconds } from "../timestamp.ts";
import type { OAuthContext } from "./context.ts";
import { OAuthError } from "./oauth-error.ts";

const LOOPBACK_WITH_PORT = /^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\d{1,5}(?=[/?]|$)/i;

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
 * an app on many devices is one client, whatever ports of loopback addresses it listens on there; one
 * with a secret is always new.
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
  const clientType = isPublic ? "third_party_public" : "third_party";
  checkRedirectUris(context, registration.redirect_uris, clientType);
  const settings = acceptSettings(
    {
      ...DEFAULT_SETTINGS,
      clientName: registration.client_name ?? "",
      redirectUrls: registration.redirect_uris,
      logoUrl: registration.logo_uri ?? "",
    },
    { ...context, clientType },
  );
  const clientId = isPublic
    ? sameId(context, registration)
    : newId("connected-app", context.project.environment);
  const secret = isPublic ? undefined : issueSecret(state.clearSecrets);
  const known = state.connectedApps.get(clientId);
  if (known === undefined) {
    const app: ConnectedApp = {
      clientId,
      clientType,
      creationMethod: "DCR",
      settings,
      secret: secret?.stored ?? null,
      nextSecret: null,
    };
    state.connectedApps.put(app);
  } else {
    // Loopback redirect URIs may have come with another port.
    const redirectUrls = [...known.settings.redirectUrls, ...settings.redirectUrls];
    const all = { ...known.settings, redirectUrls: [...new Set(redirectUrls)] };
    state.connectedApps.put({ ...known, settings: all });
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

function checkRedirectUris(
  { project, habits }: OAuthContext,
  uris: string[],
  clientType: ClientType,
): void {
  try {
    checkRedirectUrls("redirect_uris", readUrls(uris, habits), { project, clientType, habits });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const name =
      error.errorType === "connected_app_redirect_url_cannot_use_localhost"
        ? habits.registration_localhost_error
        : error.errorType;
    throw new OAuthError("invalid_redirect_uri", `${name}: ${error.message}`);
  }
}

/** A client id of the usual form, derived from the metadata. */
function sameId({ project, habits }: OAuthContext, registration: Registration): string {
  const redirect_uris =
    habits.registration_duplicates === "identical"
      ? registration.redirect_uris
      : registration.redirect_uris.map((uri) => uri.replace(LOOPBACK_WITH_PORT, "$1"));
  // The schema has put the fields in its own order.
  const text = JSON.stringify([project.projectId, { ...registration, redirect_uris }]);
  return derivedId("connected-app", project.environment, text);
}
