import { html } from "hono/html";
import type { Markup } from "./layout.ts";

/** A part of a cell: text, text that is code, or text that leads to another page of the emulator. */
export type Cell = string | { code: string } | { text: string; href: string };

export function table(name: string, columns: readonly string[], rows: readonly Cell[][]): Markup {
  if (rows.length === 0) return html`<p class="note">None.</p>`;
  return html`
    <div class="scroll" role="group" aria-label="${name}" tabindex="0">
      <table>
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => html`<tr>${row.map((content) => html`<td>${cell(content)}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
  `;
}

/** Facts about one thing, by name. */
export function facts(entries: readonly [name: string, content: Cell][]): Markup {
  return html`
    <dl>
      ${entries.map(
        ([name, content]) => html`<div><dt>${name}</dt><dd>${cell(content)}</dd></div>`,
      )}
    </dl>
  `;
}

function cell(content: Cell): Markup {
  if (typeof content === "string") return html`${content}`;
  return "href" in content
    ? html`<a href="${content.href}">${content.text}</a>`
    : html`<pre>${content.code}</pre>`;
}

export function json(value: unknown): Cell {
  return { code: JSON.stringify(value, null, 2) };
}
