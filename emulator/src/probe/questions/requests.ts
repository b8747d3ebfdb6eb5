import { isObject } from "../api.ts";
import { isSuccess, SEARCH } from "../clients.ts";
import { NoResponseError } from "../errors.ts";
import { other, question, questionOfClient, questionOfCreation, value } from "../question.ts";

export const deleteOfMissing = questionOfClient("delete_of_missing_client", {
  requests: 1,
  async ask({ api, clients }, client) {
    const first = await clients.remove(client.id);
    if ("problem" in first) throw new NoResponseError(first.problem);
    if (!isSuccess(first)) return other(first);
    const second = await api.call("DELETE", client.path);
    if (second.status === 404) return value("not_found");
    return isSuccess(second) ? value("success") : other(second);
  },
});

export const unknownFields = questionOfCreation(
  "unknown_fields",
  { stytch_probe_unknown: "unknown" },
  () => value("ignored"),
  "refused",
);

/** Where a field may be, with the fields that the API reference names there. */
const KNOWN = {
  response: new Set([
    "request_id",
    "status_code",
    "connected_app",
    "connected_apps",
    "results_metadata",
  ]),
  client: new Set([
    "client_id",
    "client_name",
    "client_description",
    "client_type",
    "status",
    "redirect_urls",
    "post_logout_redirect_urls",
    "full_access_allowed",
    "bypass_consent_for_offline_access",
    "access_token_expiry_minutes",
    "access_token_custom_audience",
    "access_token_template_content",
    "id_token_template_content",
    "logo_url",
    "client_secret",
    "client_secret_last_four",
    "next_client_secret_last_four",
    "creation_method",
    "client_id_metadata_url",
  ]),
  metadata: new Set(["total", "next_cursor"]),
};

export const furtherFields = question({
  habit: "further_response_fields",
  requests: 3,
  clients: 1,
  async ask({ api, clients }) {
    const { response, client } = await clients.create();
    if (client === undefined) return other(response);
    const found = await api.call("POST", SEARCH, {}, { idempotent: true });
    if (!isSuccess(found)) return other(found);
    const isFurther = [
      hasOthers(response.body, KNOWN.response),
      hasOthers(client.fields, KNOWN.client),
      hasOthers(found.body, KNOWN.response),
      hasOthers(found.body.results_metadata, KNOWN.metadata),
    ].includes(true);
    return value(isFurther ? "present" : "absent");
  },
});

function hasOthers(body: unknown, known: ReadonlySet<string>): boolean {
  return isObject(body) && Object.keys(body).some((field) => !known.has(field));
}
