import { html } from "hono/html";
import type { Markup } from "./layout.ts";

/** A part of a cell: text, or text that is code. */
export type Cell = string | { code: string };

/** Of each kind: the page is for people, and not an export. */
export const SHOWN_ROWS = 50;

/** A section with a table of the last rows, or a note that there are none yet. */
export function section(title: string, columns: readonly string[], rows: Cell[][]): Markup {
  const table = html`
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.slice(-SHOWN_ROWS).map((row) => html`<tr>${row.map(cell)}</tr>`)}
      </tbody>
    </table>
  `;
  return html`
    <section>
      <h2>${title}</h2>
      ${rows.length > SHOWN_ROWS ? html`<p class="note">The last ${SHOWN_ROWS} of ${rows.length}.</p>` : ""}
      ${rows.length === 0 ? html`<p class="note">None.</p>` : table}
    </section>
  `;
}

function cell(content: Cell): Markup {
  return typeof content === "string"
    ? html`<td>${content}</td>`
    : html`<td><pre>${content.code}</pre></td>`;
}
