import { html } from "hono/html";
import type { Markup } from "../layout.ts";
import type { Scene } from "../scene.ts";

/** A link to the same page with its secrets, or without them. */
export function secretsSwitch(href: string, { showsSecrets }: Scene): Markup {
  return showsSecrets
    ? html`<a class="button" href="${href}">Hide secrets</a>`
    : html`<a class="button" href="${href}?secrets=shown">Show secrets</a>`;
}
