import { Hono } from "hono";
import { apiError } from "../errors.ts";
import { type OAuthContext, type OAuthServices, oauthContextOf } from "../oauth/context.ts";
import { type DomainEnv, projectOf } from "../oauth/domain.ts";
import { OAuthError } from "../oauth/oauth-error.ts";
import { register, registrationSchema } from "../oauth/register.ts";
import { oauthFailure, oauthSuccess } from "../oauth/responses.ts";
import type { AppSettings } from "../options.ts";
import { parse, parseJson } from "../parse.ts";

/**
 * Dynamic client registration, open to all once the project allows it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591
 */
export function oauthRegisterRoutes(
  services: OAuthServices,
  { maxConnectedApps = Number.POSITIVE_INFINITY }: AppSettings,
): Hono<DomainEnv> {
  return new Hono<DomainEnv>().post("/register", async (c) => {
    const project = projectOf(c, services.projects);
    const context = oauthContextOf(services, project, c.req);
    const { switches, connectedApps } = context.state;
    try {
      if (!switches.get().dynamicClientRegistration) throw notEnabled(context);
      const registration = readRegistration(await c.req.text());
      if (connectedApps.count() >= maxConnectedApps) {
        throw new OAuthError(
          "invalid_client_metadata",
          "too_many_connected_apps: the project is full.",
        );
      }
      return oauthSuccess(project, register(context, registration), 201);
    } catch (error) {
      if (error instanceof OAuthError) return oauthFailure(project, error);
      throw error;
    }
  });
}

function notEnabled({ habits }: OAuthContext): Error {
  const error = apiError("dynamic_client_registration_not_enabled");
  return habits.disabled_registration_error === "api"
    ? error
    : new OAuthError("invalid_request", `${error.errorType}: ${error.message}`);
}

function readRegistration(text: string) {
  const json = parseJson(text);
  if (!json.ok) throw new OAuthError("invalid_client_metadata", "The body is not valid JSON.");
  const registration = parse(registrationSchema, json.value);
  if (registration.ok) return registration.value;
  const { place } = registration;
  throw place.startsWith("redirect_uris")
    ? new OAuthError("invalid_redirect_uri", "redirect_uris is missing or malformed.")
    : new OAuthError("invalid_client_metadata", `${place || "The body"} is missing or malformed.`);
}
