import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { Audit, AuditedClient } from "../../../audit/audit.ts";
import { SEVERITIES } from "../../../severities/index.ts";
import { exemptionText } from "../../words.ts";
import { auditSummary, type Entry, entriesOf, serverLines, sinceText } from "../words.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

/** HTML in which everything from outside is escaped. */
type Markup = ReturnType<typeof html>;

const COLUMNS = ["Severity", "Client", "Type", "Who looks after it", "Redirects", "Found"];

/** The browser runs and draws nothing but what this package wrote, and loads nothing. */
const POLICY = [
  "default-src 'none'",
  `script-src '${hashOf(SCRIPT)}'`,
  `style-src '${hashOf(STYLE)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** One self-contained page: every client, worst first; readable without scripts and on paper. */
export async function renderAuditHtml(audit: Audit): Promise<string> {
  const title = `Connected Apps of ${audit.projectId}`;
  const since = sinceText(audit);
  return String(
    await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="referrer" content="no-referrer" />
<title>${cell(title)}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${cell(title)}</h1>
<p>${auditSummary(audit)}. <span class="soft">${audit.at}</span></p>
${since === undefined ? "" : html`<p>${since}.</p>`}
${section("The project", entriesOf(audit).map(item))}
<dl>${serverLines(audit).map(([name, value]) => html`<dt>${name}</dt><dd>${cell(value)}</dd>`)}</dl>
${section("Not looked at", audit.notes.map(line))}
${section("Exemptions", audit.exemptions.map(exemptionText).map(line))}
${clientTable(audit.clients)}
</main>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`,
  );
}

function section(title: string, items: readonly Markup[]): Markup | string {
  return items.length === 0 ? "" : html`<section><h2>${title}</h2><ul>${items}</ul></section>`;
}

function line(text: string): Markup {
  return html`<li>${cell(text)}</li>`;
}

function item({ severity, text, id, details, note, isSettled }: Entry): Markup {
  const settled = isSettled ? " (settled)" : "";
  return html`<li>${badge(severity)} ${cell(text)}${settled} <span class="soft">${cell([id, ...details, note].join("; "))}</span></li>`;
}

function clientTable(clients: readonly AuditedClient[]): Markup {
  if (clients.length === 0) return html`<p>The project has no clients.</p>`;
  return html`<div class="controls" hidden>
<label>Search<input id="search" type="search" autocomplete="off" /></label>
<label>Severity<select id="least"><option value="${SEVERITIES.length}">all</option>${SEVERITIES.slice(
    0,
    -1,
  ).map(
    (severity, at) =>
      html`<option value="${at}">${at === 0 ? severity : `${severity} or worse`}</option>`,
  )}</select></label>
<label>Sort by<select id="order"></select></label>
<span id="count" role="status"></span>
</div>
<table role="table">
<caption>Clients</caption>
<thead role="rowgroup"><tr role="row">${COLUMNS.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}</tr></thead>
<tbody role="rowgroup">${clients.map(row)}</tbody>
</table>`;
}

function row(client: AuditedClient): Markup {
  const { title, clientType, owner, redirects, severity } = client;
  const rank = severity === undefined ? SEVERITIES.length : SEVERITIES.indexOf(severity);
  const entries = entriesOf(client);
  const id = client.client.id ?? client.client.urn;
  return html`<tr role="row"><td role="cell" data-key="${rank}">${severity === undefined ? "" : badge(severity)}</td>
<td role="cell">${cell(title)}
<br /><span class="soft">${cell(id)}</span></td>
<td role="cell" data-name="Type">${cell(clientType)}</td>
<td role="cell" data-name="Who looks after it">${cell(owner)}</td>
<td role="cell" data-name="Redirects">${redirects.length === 0 ? "" : html`<ul>${redirects.map(line)}</ul>`}</td>
<td role="cell" data-key="${-entries.length}">${found(entries)}</td></tr>
`;
}

function found(entries: readonly Entry[]): Markup | string {
  const [worst, ...others] = entries;
  if (worst === undefined) return "";
  const more = others.length > 0 ? ` (+${others.length})` : "";
  return html`<details><summary>${cell(worst.text)}${more}</summary><ul>${entries.map(item)}</ul></details>`;
}

function badge(severity: string): Markup {
  return html`<span class="s s-${severity}">${severity}</span>`;
}

/** A foreign text on one line; none that a spreadsheet, into which someone copies the table, computes. */
function cell(text: string): string {
  const shown = visible(text);
  return /^\s*[=+\-@]/.test(shown) ? `'${shown}` : shown;
}
