import { html } from "hono/html";
import type { Preflight } from "../oauth/preflight.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import { layout, type Markup } from "./layout.ts";
import type { Choice } from "./people.ts";

/** @param problem What was wrong with the last attempt, if there was one. */
export function loginPage(app: ConnectedApp, people: readonly Choice[], problem?: string): Markup {
  const body = html`
    <p><strong>${nameOf(app)}</strong> asks for access. Who are you?</p>
    ${problem === undefined ? "" : html`<p role="alert">${problem}</p>`}
    <form method="post">
      <label for="person">Person</label>
      <select id="person" name="person">
        <option value="">The person with the email address below</option>
        ${people.map(({ id, label }) => html`<option value="${id}">${label}</option>`)}
      </select>
      <label for="email">Email address, of someone new if it is unknown</label>
      <input id="email" name="email" type="email" value="ada@example.com" autocomplete="off" />
      <button type="submit">Log in</button>
    </form>
    <p class="note">This is an emulator: no one is asked for a password.</p>
  `;
  return layout({ title: "Log in" }, body);
}

export function consentPage({ app, scopeResults }: Preflight, sessionToken: string): Markup {
  const granted = scopeResults.filter(({ isGrantable }) => isGrantable);
  const dropped = scopeResults.filter(({ isGrantable }) => !isGrantable);
  const body = html`
    <p><strong>${nameOf(app)}</strong> asks to:</p>
    <ul>
      ${granted.map(
        ({ scope, description }) => html`<li>${description} <code>${scope}</code></li>`,
      )}
    </ul>
    ${
      dropped.length === 0
        ? ""
        : html`<p>
            You cannot grant it
            ${dropped.map(({ scope }) => html`<code>${scope}</code> `)}
          </p>`
    }
    <form method="post">
      <input type="hidden" name="session_token" value="${sessionToken}" />
      <button type="submit" name="decision" value="allow">Allow</button>
      <button type="submit" name="decision" value="deny">Deny</button>
    </form>
  `;
  return layout({ title: "Allow access" }, body);
}

/** For what must not end in a redirect: the address may not be the client's. */
export function problemPage(name: string, message: string): Markup {
  const body = html`<p role="alert">${message}</p>
    <p class="note"><code>${name}</code></p>`;
  return layout({ title: "This request cannot be processed" }, body);
}

function nameOf({ settings, clientId }: ConnectedApp): string {
  return settings.clientName || clientId;
}
