import type { ApiResponse } from "../api.ts";
import { isSuccess } from "../clients.ts";
import { type Answer, other, question, type Session, skipped, value } from "../question.ts";

/** The discovery document of the path that names the project, which needs no domain. */
export async function legacyDocument({ api, projectId }: Session): Promise<ApiResponse> {
  const path = `/v1/public/${encodeURIComponent(projectId)}/.well-known/openid-configuration`;
  return api.call("GET", path, undefined, { anonymous: true });
}

/** What a document that is none says of a question about it. */
export function withoutDocument(document: ApiResponse): Answer<never> {
  return document.body.error_type === "authorization_endpoint_not_configured_for_project"
    ? skipped("the project has no authorization URL, so it has no discovery document")
    : other(document);
}

export const legacyIssuer = question({
  habit: "legacy_issuer",
  requests: 1,
  clients: 0,
  async ask(session) {
    const document = await legacyDocument(session);
    if (!isSuccess(document)) return withoutDocument(document);
    const { issuer } = document.body;
    if (issuer === `stytch.com/${session.projectId}`) return value("without_scheme");
    if (issuer === `https://stytch.com/${session.projectId}`) return value("with_scheme");
    return other(typeof issuer === "string" ? "an issuer of another form" : "no issuer");
  },
});
