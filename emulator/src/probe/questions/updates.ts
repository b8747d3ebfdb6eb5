import { appOf, isSuccess } from "../clients.ts";
import { other, question, questionOfClient, value } from "../question.ts";

const DESCRIPTION = "before the update";

export const omittedFields = question({
  habit: "omitted_fields_on_update",
  requests: 3,
  clients: 1,
  async ask({ api, clients }) {
    const { response, client } = await clients.create({ client_description: DESCRIPTION });
    if (client === undefined) return other(response);
    const updated = await api.call("PUT", client.path, { client_name: client.name });
    if (!isSuccess(updated)) return other(updated);
    const { client_description: description } = appOf(updated);
    if (description === DESCRIPTION) return value("merged");
    return description ? other("another client_description") : value("reset");
  },
});

export const clientType = questionOfClient("client_type_on_update", {
  requests: 1,
  async ask({ api }, client) {
    const body = { client_name: client.name, client_type: "third_party" };
    const updated = await api.call("PUT", client.path, body);
    if (updated.status === 400) return value("refused");
    if (!isSuccess(updated)) return other(updated);
    const { client_type: type } = appOf(updated);
    return type === "first_party" ? value("ignored") : other(`client_type becomes ${String(type)}`);
  },
});
