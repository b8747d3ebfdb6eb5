import type { ApiResponse } from "../api.ts";
import { isSuccess } from "../clients.ts";
import { other, question, type Session, skipped, value } from "../question.ts";
import { legacyDocument, withoutDocument } from "./documents.ts";

const HTTPS = "https://app.example.com/callback";
const OFF = skipped("dynamic client registration is off in this project");

async function register({ clients, projectId }: Session, redirectUri: string) {
  return clients.register(`/v1/public/${encodeURIComponent(projectId)}/oauth2/register`, {
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: "none",
  });
}

/** Whether a refusal is about the request or, as far as can be seen, about the switch. */
function isOff({ status }: ApiResponse): boolean {
  return [400, 401, 403, 404].includes(status);
}

export const disabledRegistrationError = question({
  habit: "disabled_registration_error",
  requests: 2,
  clients: 1,
  async ask(session) {
    const { response } = await register(session, HTTPS);
    if (isSuccess(response)) return skipped("dynamic client registration is on in this project");
    if (response.status !== 400) return other(response);
    if (typeof response.body.error_type === "string") return value("api");
    return typeof response.body.error === "string" ? value("oauth") : other(response);
  },
});

export const registrationDuplicates = question({
  habit: "registration_duplicates",
  requests: 6,
  clients: 3,
  async ask(session) {
    const ids: unknown[] = [];
    for (const port of [18_080, 18_081, 18_080]) {
      const { response, id } = await register(session, `http://127.0.0.1:${port}/callback`);
      if (!isSuccess(response)) return isOff(response) ? OFF : other(response);
      ids.push(id);
    }
    const [first, otherPort, same] = ids;
    if (first !== same) return other("each registration makes a client");
    return value(first === otherPort ? "any_loopback_port" : "identical");
  },
});

export const legacyRegistrationEndpoint = question({
  habit: "legacy_registration_endpoint",
  requests: 3,
  clients: 1,
  async ask(session) {
    const { response } = await register(session, HTTPS);
    if (!isSuccess(response)) return isOff(response) ? OFF : other(response);
    const document = await legacyDocument(session);
    if (!isSuccess(document)) return withoutDocument(document);
    return value("registration_endpoint" in document.body ? "named" : "left_out");
  },
});
