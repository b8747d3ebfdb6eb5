import { html } from "hono/html";
import { timestamp } from "../timestamp.ts";
import { LISTINGS } from "./kinds/index.ts";
import { layout, type Markup, type PageFrame } from "./layout.ts";
import type { Scene } from "./scene.ts";

/** A page about a project, with the way to the others. */
export function framed(
  scene: Scene,
  { title, current, script = "live.js" }: Omit<PageFrame, "nav"> & { current: string },
  body: Markup,
): Markup {
  const link = (path: string, text: string) => html`<li>
    <a href="/_emulator/${path}" ${path === current ? `aria-current=page` : ""}>${text}</a>
  </li>`;
  const nav = html`
    <header>
      <p class="project">
        <strong>${scene.project.name}</strong> <code>${scene.project.projectId}</code>,
        ${scene.project.vertical}; emulated time
        <time id="now" data-live>${timestamp(scene.clock.now())}</time>
      </p>
      <nav aria-label="Emulator">
        <ul>
          ${link("", "Overview")} ${LISTINGS.map((one) => link(one.path, one.title))}
          ${link("switches", "Switches")} ${link("authorize", "Sign in")}
        </ul>
      </nav>
    </header>
  `;
  return layout({ title, nav, script, version: scene.version() }, body);
}
