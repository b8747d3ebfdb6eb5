import { html } from "hono/html";
import type { CustomScope, ProjectSwitches } from "../state/project-switches.ts";
import type { Markup } from "./layout.ts";
import { form, pressed } from "./switch-form.ts";

/** What Stytch's dashboard sets for a project. */
export function projectSection(switches: ProjectSwitches): Markup {
  const { dynamicClientRegistration, requireRedirectUri } = switches;
  return html`<section id="project">
    <h2>Project</h2>
    ${form(
      "project",
      html`<ul class="switches">
          <li>
            ${pressed("dynamicClientRegistration", String(!dynamicClientRegistration), dynamicClientRegistration, "dynamicClientRegistration")}
            Clients may register themselves.
          </li>
        </ul>
        <p>Which clients send <code>redirect_uri</code> to the token endpoint again:</p>
        <ul class="switches">
          ${["confidential", "always", "never"].map(
            (one) =>
              html`<li>${pressed("requireRedirectUri", one, one === requireRedirectUri)}</li>`,
          )}
        </ul>`,
    )}
    ${endpointForm(switches)} ${scopesForms(switches.customScopes)}
  </section>`;
}

function endpointForm({ authorizationEndpoint: url }: ProjectSwitches): Markup {
  return form(
    "project/authorization-endpoint",
    html`<fieldset>
      <legend><code>authorizationEndpoint</code></legend>
      <p>The page where a client sends its users.</p>
      <ul class="switches">
        <li>
          <label for="authorization-endpoint">URL of your page</label>
          <input id="authorization-endpoint" name="url" type="url" required value="${url ?? ""}" />
          ${pressed("choice", "url", typeof url === "string", "Set")}
        </li>
        <li>${withoutUrl("emulator", url === undefined, "The page of the emulator")}</li>
        <li>${withoutUrl("none", url === null, "None")} Discovery documents respond with 400.</li>
      </ul>
    </fieldset>`,
  );
}

/** A button that needs no URL in the form. */
function withoutUrl(choice: string, isPressed: boolean, text: string): Markup {
  return html`<button name="choice" value="${choice}" formnovalidate aria-pressed="${isPressed ? "true" : "false"}">
    ${text}
  </button>`;
}

function scopesForms(scopes: readonly CustomScope[]): Markup {
  return html`<h3>Scopes of your own</h3>
    ${scopes.length === 0 ? html`<p class="note">None.</p>` : ""}
    ${scopes.map(({ scope, description, role }) =>
      form(
        "project/scopes/remove",
        html`<code>${scope}</code> ${description}
          ${role === undefined ? "" : html`(role <code>${role}</code>)`}
          <button name="scope" value="${scope}" aria-label="Remove the scope ${scope}">Remove</button>`,
      ),
    )}
    ${form(
      "project/scopes/add",
      html`<p>
          <label for="scope">Scope</label>
          <input id="scope" name="scope" required />
        </p>
        <p>
          <label for="scope-description">What it permits</label>
          <input id="scope-description" name="description" />
        </p>
        <p>
          <label for="scope-role">Only for people with the role (empty: for all)</label>
          <input id="scope-role" name="role" />
        </p>
        <button type="submit">Add the scope</button>`,
    )}`;
}
