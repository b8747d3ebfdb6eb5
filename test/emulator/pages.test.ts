import { describe, expect, it } from "vitest";
import { CLIENTS, ORIGIN, type Vertical } from "./_api.ts";
import {
  BOTH,
  CHALLENGE,
  createScene,
  REDIRECT,
  redeem,
  type Scene,
  setSwitches,
  tokensOf,
} from "./_oauth.ts";

const NASTY = `<script>alert("x")</script>'"&`;
const THIRD = { client_type: "third_party" };

function send(scene: Scene, path: string, form?: Record<string, string>): Promise<Response> {
  const request = new Request(`${ORIGIN}${path}`, {
    ...(form !== undefined && { method: "POST", body: new URLSearchParams(form) }),
    redirect: "manual",
  });
  return scene.api.app.fetch(request, scene.vertical);
}

/** A valid request of the client to the page. */
function pageOf({ client }: Scene, fields: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  const valid = {
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    response_type: "code",
    scope: "openid email",
    state: "s",
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries({ ...valid, ...fields })) {
    if (value !== undefined) query.set(name, value);
  }
  return `/_emulator/authorize?${query}`;
}

function redirected(response: Response): Record<string, string> {
  expect(response.status).toBe(303);
  const { origin, pathname, searchParams } = new URL(response.headers.get("location") ?? "");
  expect(`${origin}${pathname}`).toBe(REDIRECT);
  return Object.fromEntries(searchParams);
}

/** Logs in with an email address and decides on the consent page. */
async function decide(scene: Scene, decision: string, fields = {}): Promise<Response> {
  const page = await send(scene, pageOf(scene, fields), { person: "", email: "ada@example.com" });
  const session_token = /name="session_token" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
  return send(scene, pageOf(scene, fields), { session_token, decision });
}

describe.each(BOTH)("/_emulator/authorize, %s", (vertical: Vertical) => {
  it("logs someone new in, asks a third party's scopes and redirects with a code", async () => {
    const scene = await createScene(vertical, { ...THIRD, client_name: "Tool" });
    const login = await send(scene, pageOf(scene));
    expect(login.status).toBe(200);
    expect(await login.text()).toContain("<strong>Tool</strong>");
    const consent = await send(scene, pageOf(scene), { person: "", email: "ada@example.com" });
    expect(await consent.text()).toContain("<code>email</code>");
    const { code = "", ...rest } = redirected(await decide(scene, "allow"));
    expect(rest).toEqual({ state: "s" });
    expect((await redeem(scene, code)).body).toMatchObject({ scope: "openid email" });
  });

  it("redirects at once for a first party and someone known", async () => {
    const scene = await createScene(vertical);
    expect(await (await send(scene, pageOf(scene))).text()).toContain(scene.person.id);
    const form = { person: scene.person.id, email: "" };
    const { code = "" } = redirected(await send(scene, pageOf(scene), form));
    expect((await redeem(scene, code)).status).toBe(200);
  });
});

describe("/_emulator/authorize", () => {
  it("redirects with access_denied when consent is denied", async () => {
    const scene = await createScene("consumer", THIRD);
    expect(redirected(await decide(scene, "deny"))).toMatchObject({
      error: "access_denied",
      state: "s",
    });
  });

  it("names the scopes that cannot be granted", async () => {
    const scene = await createScene("consumer", THIRD);
    const path = pageOf(scene, { scope: "openid full_access" });
    const page = await send(scene, path, { person: "", email: "ada@example.com" });
    expect(await page.text()).toMatch(/cannot grant it\s*<code>full_access<\/code>/);
  });

  it.each([
    ["client_id", { client_id: undefined }, 400],
    ["redirect_uri", { redirect_uri: undefined }, 400],
    ["client_id", { client_id: "x" }, 404],
    ["redirect_uri", { redirect_uri: "https://evil.example" }, 401],
  ])("with a wrong %s shows the problem and does not redirect", async (_name, fields, status) => {
    const scene = await createScene();
    const response = await send(scene, pageOf(scene, fields));
    expect(response.status).toBe(status);
    expect(await response.text()).toContain('role="alert"');
  });

  it.each([
    ["unsupported_response_type", { response_type: "token" }],
    ["invalid_request", { code_challenge_method: "plain" }],
    ["invalid_request", { code_challenge_method: undefined }],
    ["invalid_request", { code_challenge: "short" }],
    ["login_required", { prompt: "none" }],
  ])("redirects with %s for %j", async (error, fields) => {
    const scene = await createScene();
    const response = await send(scene, pageOf(scene, fields));
    expect(redirected(response)).toMatchObject({ error, state: "s" });
  });

  it.each([
    ["invalid_scope", {}, { scope: "nonsense" }],
    ["invalid_request", { client_type: "first_party_public" }, { code_challenge: undefined }],
  ])("redirects with %s after the login", async (error, client, fields) => {
    const scene = await createScene("consumer", client);
    const form = { person: scene.person.id, email: "" };
    expect(redirected(await send(scene, pageOf(scene, fields), form))).toMatchObject({ error });
  });

  it.each([
    { person: "", email: "nobody" },
    { person: "user-test-0", email: "" },
  ])("asks again after the login %j", async (form) => {
    const scene = await createScene();
    const response = await send(scene, pageOf(scene), form);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).toMatch(/role="alert"[\s\S]*name="person"/);
  });

  it("escapes names, scopes and addresses", async () => {
    const scene = await createScene("consumer", { ...THIRD, client_name: NASTY });
    const scope = "a<b>";
    await setSwitches(scene, { customScopes: [{ scope, description: NASTY }] });
    const path = pageOf(scene, { scope, redirect_uri: REDIRECT });
    const login = await (await send(scene, path)).text();
    const form = { person: scene.person.id, email: "" };
    const consent = await (await send(scene, path, form)).text();
    const bad = await (await send(scene, path, { person: "", email: NASTY })).text();
    for (const text of [login, consent, bad]) {
      expect(text).not.toContain("<script");
      expect(text).not.toContain("<b>");
      expect(text).toContain("&lt;script&gt;");
    }
  });
});

describe("/_emulator/", () => {
  it.each(["/_emulator", "/_emulator/"])("%s loads nothing from elsewhere", async (path) => {
    const response = await send(await createScene(), path);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const text = await response.text();
    const loaded = [...text.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"/g)];
    expect(loaded.map(([, address]) => address)).toEqual([
      "/_emulator/assets/icon.svg",
      "/_emulator/assets/style.css",
      "/_emulator/assets/live.js",
    ]);
    expect(text).not.toMatch(/<script[^>]*>[^<]|<style|<img|\s(?:on\w+|style)=|@import|url\(/);
    expect(text).toContain('<html lang="en">');
  });

  it("shows clients, sessions, claims, requests, faults, misbehaviours and habits, and nothing secret", async () => {
    const scene = await createScene("b2b", { client_name: NASTY });
    const scopes = ["openid", "offline_access"];
    const tokens = await tokensOf(scene, { scopes });
    const route = `GET ${CLIENTS}/{client_id}`;
    await scene.api.call("PUT", "/_emulator/faults", [{ route, status: 503 }]);
    await scene.api.call("PUT", "/_emulator/misbehaviours", ["wrong_issuer"]);
    await scene.api.call("PUT", "/_emulator/habits", { search_lag_seconds: 7 });
    const text = await (await send(scene, "/_emulator/")).text();
    for (const shown of [
      scene.client.client_id,
      "Emulated B2B project",
      "&lt;script&gt;",
      scene.person.id,
      "https://stytch.com/organization",
      "POST /v1/oauth2/token",
      "503",
      "wrong_issuer",
      "search_lag_seconds",
      "7 (default 0)",
      "In which form are token templates stored?",
    ]) {
      expect(text).toContain(shown);
    }
    const { projects } = scene.api.app;
    for (const secret of [
      scene.client.client_secret,
      scene.person.sessionToken,
      tokens.access_token,
      tokens.refresh_token,
      projects.b2b.secret,
      NASTY,
      "<script>",
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it("is about the project of its port", async () => {
    const scene = await createScene("b2b");
    const other = { ...scene, vertical: "consumer" } as const;
    expect(await (await send(other, "/_emulator/")).text()).not.toContain(scene.client.client_id);
  });
});
