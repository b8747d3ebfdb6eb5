import { html } from "hono/html";
import type { Markup } from "./layout.ts";

/** A form, which leads back to its place in the page of switches. */
export function form(path: string, content: Markup): Markup {
  return html`<form method="post" action="/_emulator/switches/${path}">${content}</form>`;
}

/** A button that says whether its value is in force. */
export function pressed(name: string, value: string, isPressed: boolean, text = value): Markup {
  return html`<button name="${name}" value="${value}" aria-pressed="${isPressed ? "true" : "false"}">
    ${text}
  </button>`;
}
