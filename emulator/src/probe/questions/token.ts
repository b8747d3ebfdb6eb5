import { randomBytes } from "node:crypto";
import type { ApiResponse } from "../api.ts";
import { other, questionOfClient, type Session, value } from "../question.ts";

export const WRONG_SECRET = "not-the-secret-of-a-probe";

/** Asks for a token with a code that never existed: only the authentication of the client matters. */
export async function requestToken(
  { api, projectId }: Session,
  clientId: string,
  clientSecret: string,
): Promise<ApiResponse> {
  const form = {
    grant_type: "authorization_code",
    code: randomBytes(24).toString("base64url"),
    redirect_uri: "https://app.example.com/callback",
    client_id: clientId,
    client_secret: clientSecret,
  };
  const path = `/v1/public/${encodeURIComponent(projectId)}/oauth2/token`;
  return api.call("POST", path, undefined, { form, anonymous: true, idempotent: true });
}

export const invalidClientStatus = questionOfClient("invalid_client_status", {
  requests: 1,
  async ask(session, client) {
    const response = await requestToken(session, client.id, WRONG_SECRET);
    if (response.body.error !== "invalid_client") return other(response);
    if (response.status === 400) return value("400");
    return response.status === 401 ? value("401") : other(response);
  },
});
