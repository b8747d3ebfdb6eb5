import { randomUUID } from "node:crypto";
import { type ApiResponse, describe } from "../api.ts";
import { other, question, type Session, skipped, value } from "../question.ts";

const REDIRECT_URL = "https://app.example.com/callback";

/** Refuses consent in the name of someone who does not exist. */
async function authorize(
  { api }: Session,
  clientId: string,
  isB2b: boolean,
  further: Record<string, string>,
): Promise<ApiResponse> {
  const subject = isB2b
    ? {
        organization_id: `organization-test-${randomUUID()}`,
        member_id: `member-test-${randomUUID()}`,
      }
    : { user_id: `user-test-${randomUUID()}` };
  const body = {
    client_id: clientId,
    redirect_uri: REDIRECT_URL,
    response_type: "code",
    scopes: ["openid"],
    consent_granted: false,
    ...subject,
    ...further,
  };
  const options = { idempotent: true };
  return api.call("POST", `/v1${isB2b ? "/b2b" : ""}/idp/oauth/authorize`, body, options);
}

export const unknownFieldsOfAuthorize = question({
  habit: "unknown_fields_of_authorize",
  requests: 5,
  clients: 1,
  async ask(session) {
    const { response, client } = await session.clients.create({ redirect_urls: [REDIRECT_URL] });
    if (client === undefined) return other(response);
    let isB2b = false;
    let known = await authorize(session, client.id, isB2b, {});
    if (known.body.error_type === "invalid_consumer_endpoint") {
      isB2b = true;
      known = await authorize(session, client.id, isB2b, {});
    }
    const unknown = await authorize(session, client.id, isB2b, { stytch_probe_unknown: "unknown" });
    if (describe(unknown) !== describe(known)) {
      return unknown.status === 400 ? value("refused") : other(unknown);
    }
    return known.status === 404
      ? value("ignored")
      : skipped(`the project refuses every such request: ${describe(known)}`);
  },
});
