import { html } from "hono/html";
import { parseJson } from "../../parse.ts";
import { withoutSecrets } from "../../traffic/hide-secrets.ts";
import type { RecordedMessage, RecordedRequest } from "../../traffic/request-log.ts";
import type { Kind } from "../kind.ts";
import type { Markup } from "../layout.ts";
import { hrefOf } from "../scene.ts";
import { type Cell, facts } from "../table.ts";
import { secretsSwitch } from "./secrets-switch.ts";

export const requests: Kind<RecordedRequest> = {
  path: "traffic",
  title: "Requests",
  columns: ["Request", "Response", "Time", "Request ID", "Agent"],
  all: ({ log }) => log.recorded(),
  find: ({ log }, id) => log.find(Number(id)),
  idOf: ({ number }) => String(number),
  row: ({ method, path, status, time, requestId, userAgent }) => [
    `${method} ${path}`,
    String(status),
    time,
    requestId ?? "",
    userAgent ?? "",
  ],
  texts: ({ method, path, requestId, userAgent }) => [
    `${method} ${path}`,
    requestId ?? "",
    userAgent ?? "",
  ],
  filters: [
    { name: "status", label: "Status", of: ({ status }) => String(status) },
    { name: "route", label: "Route", of: ({ route }) => route },
  ],
  detail(recorded, scene) {
    const shown = scene.showsSecrets ? recorded : withoutSecrets(recorded);
    const { method, path, query, route, status, time, requestId } = shown;
    return html`
      <p class="actions">${secretsSwitch(hrefOf("traffic", String(recorded.number)), scene)}</p>
      ${facts([
        ["Request", { code: `${method} ${path}${query}` }],
        ["Route", route],
        ["Response", String(status)],
        ["Request ID", requestId ?? "none"],
        ["Time", time],
      ])}
      ${message("Request", shown.request)}
      ${shown.response === null ? html`<p>No response: the connection was dropped.</p>` : message("Response", shown.response)}
    `;
  },
};

function message(title: string, { headers, body, omittedBytes }: RecordedMessage): Markup {
  const all = headers.map(([name, value]): [string, Cell] => [name, value]);
  return html`
    <section>
      <h2>${title} headers</h2>
      ${facts(all)}
      <h2>${title} body</h2>
      ${body === "" ? html`<p class="note">None, or not read.</p>` : html`<pre>${pretty(body)}</pre>`}
      ${omittedBytes === 0 ? "" : html`<p class="note">${omittedBytes} more bytes are not kept.</p>`}
    </section>
  `;
}

function pretty(body: string): string {
  const json = parseJson(body);
  return json.ok ? JSON.stringify(json.value, null, 2) : body;
}
