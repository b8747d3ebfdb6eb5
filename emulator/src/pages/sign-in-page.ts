import { html } from "hono/html";
import { isPublic } from "../connected-app/client-type.ts";
import type { ConnectedApp } from "../state/connected-app.ts";
import { framed } from "./frame.ts";
import type { Markup } from "./layout.ts";
import { hrefOf, type Scene } from "./scene.ts";

/** Where the emulator plays a client: the script of the page does what its front end would do. */
export function signInPage(scene: Scene, app: ConnectedApp): Markup {
  const { clientId, settings } = app;
  const title = `Sign in with ${settings.clientName || clientId}`;
  const [first] = settings.redirectUrls;
  const body = html`
    <p>
      <a href="${hrefOf("clients", clientId)}"><code>${clientId}</code></a>, ${app.clientType}. The
      authorization response comes back to this page and not to the client, whatever the redirect URL.
    </p>
    ${first === undefined ? html`<p role="alert">The client has no redirect URL: it needs one.</p>` : startForm(scene, app)}
    <noscript><p role="alert">A sign-in needs JavaScript, as a client in a browser does.</p></noscript>
    <p role="status" id="status"></p>
    <ol id="steps" class="steps"></ol>
    <p class="actions" id="actions" hidden>
      <button type="button" id="refresh" hidden>Refresh the tokens</button>
      <button type="button" id="introspect">Introspect the access token</button>
      <button type="button" id="revoke">Revoke the access token</button>
    </p>
  `;
  return framed(scene, { title, current: "authorize", script: "sign-in.js" }, body);
}

function startForm(
  { state }: Scene,
  { clientId, clientType, settings, secret }: ConnectedApp,
): Markup {
  const isKnown = secret !== null && state.clearSecrets.find(secret.sha256) !== undefined;
  const scopes = [
    "openid",
    "email",
    "profile",
    ...(settings.fullAccessAllowed ? ["full_access"] : []),
  ];
  return html`<form id="start" data-client="${clientId}">
    <p>
      <label for="redirect">Redirect URL</label>
      <select id="redirect" name="redirect_uri">
        ${settings.redirectUrls.map((url) => html`<option value="${url}">${url}</option>`)}
      </select>
    </p>
    <p>
      <label for="scope">Scopes</label>
      <input id="scope" name="scope" value="${scopes.join(" ")}" />
    </p>
    ${
      isPublic(clientType) || isKnown
        ? ""
        : html`<p>
            <label for="secret">Client secret, of which the emulator keeps only a hash</label>
            <input id="secret" name="client_secret" type="password" autocomplete="off" />
          </p>`
    }
    <button type="submit">Sign in</button>
  </form>`;
}
