// Does what the front end of a client does: an authorization code flow with PKCE (RFC 7636). Texts of clients and
// tokens become text nodes, never HTML.

/**
 * @typedef {{
 *   verifier: string, challenge: string, state: string, nonce: string,
 *   redirectUri: string, scope: string, secret: string, url: string,
 * }} Attempt
 * @typedef {Record<string, string>} Fields
 */

/** @param {string} id */
const byId = (id) => document.getElementById(id);
const form = byId("start");
const clientId = form?.dataset.client ?? "";
const KEY = `stytch-emulator sign-in ${clientId}`;

/** @param {string} text */
function say(text) {
  const status = byId("status");
  if (status !== null) status.textContent = text;
}

/** @param {string} tag @param {(string | Node)[]} content */
function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

/** @param {unknown} value */
function pre(value) {
  return element("pre", typeof value === "string" ? value : JSON.stringify(value, null, 2));
}

/** @param {Fields} fields */
function list(fields) {
  const rows = Object.entries(fields).map(([name, value]) =>
    element("div", element("dt", name), element("dd", element("code", value))),
  );
  return element("dl", ...rows);
}

/** @param {string} title @param {Node[]} content */
function step(title, ...content) {
  byId("steps")?.append(element("li", element("h2", title), ...content));
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Header and payload of a JWT; undefined for another text. @param {string} token */
function decoded(token) {
  const [header, payload, signature] = token.split(".");
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  /** @param {string} part */
  const read = (part) => {
    const text = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  try {
    return { header: read(header), payload: read(payload) };
  } catch {
    return undefined;
  }
}

/** @param {string} endpoint @param {Fields} fields */
async function post(endpoint, fields) {
  const path = `/_emulator/sign-in/${encodeURIComponent(clientId)}/${endpoint}`;
  const response = await fetch(path, { method: "POST", body: new URLSearchParams(fields) });
  return { status: response.status, body: await response.json() };
}

/** @param {FormData} data */
async function start(data) {
  if (crypto.subtle === undefined) {
    say("Browsers have no PKCE at this address: open the page at localhost or 127.0.0.1.");
    return;
  }
  /** @param {string} name */
  const text = (name) => String(data.get(name) ?? "");
  const verifier = random();
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const challenge = base64url(new Uint8Array(hash));
  const [state, nonce] = [random(), random()];
  const redirectUri = text("redirect_uri");
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: text("scope"),
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  const url = `${location.origin}/_emulator/authorize?${query}`;
  const secret = text("client_secret");
  /** @type {Attempt} */
  const attempt = {
    verifier,
    challenge,
    state,
    nonce,
    redirectUri,
    scope: text("scope"),
    secret,
    url,
  };
  sessionStorage.setItem(KEY, JSON.stringify(attempt));
  location.assign(`${url}&emulator_sign_in=1`);
}

/** @param {Attempt} attempt @param {string} response */
async function finish(attempt, response) {
  const { verifier, challenge, state, nonce, redirectUri, secret, url } = attempt;
  step(
    "Made up for this sign-in",
    list({ code_verifier: verifier, code_challenge: challenge, state, nonce }),
  );
  step("Authorization request", pre(`GET ${url}`));
  const { searchParams } = new URL(response);
  step("Authorization response", pre(response), list(Object.fromEntries(searchParams)));
  const code = searchParams.get("code");
  if (searchParams.get("state") !== state) {
    say("The response has not the state of the request: a client must stop here.");
    return;
  }
  if (code === null) {
    say(`Not signed in: ${searchParams.get("error")}.`);
    return;
  }
  const credentials = secret === "" ? {} : { client_secret: secret };
  const fields = {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  };
  step(
    "Token request",
    pre("POST /v1/oauth2/token"),
    list({ ...fields, client_id: clientId }),
    element("p", "A client with a secret sends it from its back end, which the emulator plays."),
  );
  const { status, body } = await post("token", { ...fields, ...credentials });
  step("Token response", pre(`${status}`), pre(body));
  if (status !== 200) {
    say(`Not signed in: ${body.error ?? body.error_type}.`);
    return;
  }
  showTokens(body, nonce);
  await showUserInfo(body.access_token);
  say("Signed in.");
  offer(body, credentials);
}

/** @param {Record<string, string>} tokens @param {string} [nonce] */
function showTokens(tokens, nonce) {
  for (const name of ["id_token", "access_token", "refresh_token"]) {
    const token = tokens[name];
    if (token === undefined) continue;
    const parts = decoded(token);
    const isForeign = name === "id_token" && nonce !== undefined && parts?.payload.nonce !== nonce;
    const note = isForeign ? [element("p", "Its nonce is not that of the request.")] : [];
    const shown = parts === undefined ? [] : [pre(parts.header), pre(parts.payload)];
    step(name.replace("_", " "), pre(token), ...shown, ...note);
  }
}

/** @param {string} accessToken */
async function showUserInfo(accessToken) {
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await fetch("/v1/oauth2/userinfo", { headers });
  step("User info", pre(`GET /v1/oauth2/userinfo: ${response.status}`), pre(await response.json()));
}

/** What can be done with tokens. @param {Record<string, string>} tokens @param {Fields} credentials */
function offer(tokens, credentials) {
  byId("actions")?.removeAttribute("hidden");
  const held = { ...tokens };
  /** @param {string} id @param {() => Promise<void>} act */
  const on = (id, act) => byId(id)?.addEventListener("click", () => act().catch(failed));
  if (held.refresh_token !== undefined) byId("refresh")?.removeAttribute("hidden");
  on("refresh", async () => {
    const fields = { grant_type: "refresh_token", refresh_token: held.refresh_token ?? "" };
    const { status, body } = await post("token", { ...fields, ...credentials });
    step("Refreshed", pre(`${status}`), pre(body));
    if (status === 200) {
      Object.assign(held, body);
      showTokens(body);
    }
    say(status === 200 ? "The tokens are refreshed." : `Not refreshed: ${body.error}.`);
  });
  for (const endpoint of ["introspect", "revoke"]) {
    on(endpoint, async () => {
      const { status, body } = await post(endpoint, {
        token: held.access_token ?? "",
        ...credentials,
      });
      step(`Response of ${endpoint}`, pre(`${status}`), pre(body));
      say(`The response of ${endpoint} has the status ${status}.`);
    });
  }
}

/** @param {unknown} error */
function failed(error) {
  say(`The sign-in stopped: ${error instanceof Error ? error.message : error}`);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form instanceof HTMLFormElement) start(new FormData(form)).catch(failed);
});

if (location.hash.length > 1) {
  const response = decodeURIComponent(location.hash.slice(1));
  const kept = sessionStorage.getItem(KEY);
  history.replaceState(null, "", location.pathname);
  sessionStorage.removeItem(KEY);
  if (kept === null) say("This response belongs to no sign-in that began in this tab.");
  else finish(JSON.parse(kept), response).catch(failed);
}
