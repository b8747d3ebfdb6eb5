import type { HonoRequest } from "hono";
import { z } from "zod";
import { readBasic } from "../authentication.ts";
import { isPublic } from "../connected-app/client-type.ts";
import { PROJECT_ID, sha256 } from "../ids.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import type { OAuthContext } from "./context.ts";
import { OAuthError } from "./oauth-error.ts";

/** The parameters with which a client says who it is. */
export const clientFieldsSchema = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
});

type ClientFields = z.output<typeof clientFieldsSchema>;

/**
 * Finds the client that calls an OAuth endpoint: by the body or, for what the body leaves out, by
 * Basic. Basic credentials of a project, which some official SDKs always send, are ignored.
 *
 * @throws OAuthError `invalid_client`, with the status of the habit `invalid_client_status`.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export function authenticateClient(
  context: OAuthContext,
  request: HonoRequest,
  fields: ClientFields,
): ConnectedApp {
  const { clientId, clientSecret } = readCredentials(request, fields);
  const refusal = (problem: string) =>
    new OAuthError("invalid_client", problem, Number(context.habits.invalid_client_status));
  if (clientId === undefined) throw refusal("client_id is missing.");
  const app = context.state.connectedApps.get(clientId);
  if (app === undefined) throw refusal("No such client.");
  if (context.misbehaviours.has("client_secret_not_checked")) return app;
  if (isPublic(app.clientType)) {
    if (clientSecret !== undefined) throw refusal("A public client has no secret.");
    return app;
  }
  if (clientSecret === undefined) throw refusal("client_secret is missing.");
  if (!isSecretOf(app, clientSecret, context.clock.now()))
    throw refusal("The client secret is wrong.");
  return app;
}

function readCredentials(request: HonoRequest, fields: ClientFields) {
  const body = { clientId: fields.client_id, clientSecret: fields.client_secret || undefined };
  const basic = readBasic(request.header("authorization"));
  if (basic === undefined || PROJECT_ID.test(basic.user)) return body;
  const clientId = formDecode(basic.user);
  const isOther = body.clientId !== undefined && body.clientId !== clientId;
  if (isOther || body.clientSecret !== undefined) return body;
  return { clientId, clientSecret: formDecode(basic.password) || undefined };
}

/** During a rotation the next secret works beside the current one; after it maybe the old one does. */
function isSecretOf(app: ConnectedApp, secret: string, now: number): boolean {
  const hash = sha256(secret);
  const { previousSecret: previous } = app;
  if (previous?.sha256 === hash) return previous.validUntil > now;
  return [app.secret, app.nextSecret].some((known) => known?.sha256 === hash);
}

/** By RFC 6749 the client form-encodes both halves before it joins them. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}
