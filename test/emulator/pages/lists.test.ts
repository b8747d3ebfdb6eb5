import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../../emulator/src/connected-app/fields.ts";
import { createStore } from "../../../emulator/src/state/store.ts";
import { type Api, CLIENTS, createApi, ORIGIN } from "../_api.ts";
import { createScene } from "../_oauth.ts";

async function open(api: Api, path: string, headers: Record<string, string> = {}) {
  const response = await api.app.fetch(new Request(`${ORIGIN}${path}`, { headers }));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const rowsIn = (text: string) => (text.match(/<tr>/g) ?? []).length - 1;

describe("with 5,000 clients and 10,000 requests", () => {
  const store = createStore();
  const api = createApi({}, { store });
  beforeAll(async () => {
    const { connectedApps } = store.of(api.app.projects.consumer.projectId);
    for (let n = 0; n < 5000; n += 1) {
      const settings = { clientName: `client ${n}.`, clientDescription: "d".repeat(500) };
      connectedApps.put({
        clientId: `connected-app-test-${n}`,
        clientType: "first_party",
        creationMethod: "API",
        settings: { ...DEFAULT_SETTINGS, ...settings },
        secret: null,
        nextSecret: null,
      });
    }
    const request = new Request(`${ORIGIN}/v1/debug/whoami`);
    for (let n = 0; n < 10_000; n += 1) await api.app.fetch(request);
  });

  it.each(["clients", "traffic", "authorize"])(
    "a page of /_emulator/%s has 50 rows and is small",
    async (list) => {
      const { text } = await open(api, `/_emulator/${list}`);
      expect(rowsIn(text)).toBe(50);
      expect(text.length).toBeLessThan(60_000);
    },
  );

  it("the overview is small", async () => {
    const { text } = await open(api, "/_emulator/");
    expect(text).toContain("The last 50 of 5000.");
    expect(text).toContain("The last 50 of 10000.");
    expect(text.length).toBeLessThan(100_000);
  });

  it("each client is on one page, the newest first", async () => {
    const first = await open(api, "/_emulator/clients");
    expect(first.text).toContain("5000, the newest first; page 1 of 100.");
    expect(first.text).toContain("client 4999.");
    const last = await open(api, "/_emulator/clients?page=100");
    expect(last.text).toContain(">client 0.<");
    expect(last.text).not.toContain(">client 50.<");
    expect(last.text).toContain('href="/_emulator/clients?page=99"');
  });

  it.each(["0", "-1", "1e9", "x", "101"])("the page %s is one that there is", async (page) => {
    const { status, text } = await open(api, `/_emulator/clients?page=${page}`);
    expect(status).toBe(200);
    expect(rowsIn(text)).toBe(50);
  });

  it("a search finds one of them, by its name or id", async () => {
    const { text } = await open(api, "/_emulator/clients?q=%20CLIENT%204711.");
    expect(text).toContain("1 of 5000, the newest first.");
    expect(text).toContain("client 4711.");
    expect((await open(api, "/_emulator/clients?q=app-test-4711")).text).toContain("1 of 5000,");
  });

  it("requests are filtered by route and by status", async () => {
    await api.call("GET", `${CLIENTS}/x`);
    const { text } = await open(api, "/_emulator/traffic?status=404");
    expect(rowsIn(text)).toBe(1);
    const route = encodeURIComponent("GET /v1/debug/whoami");
    const filtered = await open(api, `/_emulator/traffic?route=${route}`);
    expect(filtered.text).toMatch(/\d+ of 10000, the newest first; page 1/);
    expect(filtered.text).not.toContain(">POST /v1/connected_apps/clients</a>");
    expect(filtered.text).toContain('<option value="GET /v1/debug/whoami" selected>');
    expect(filtered.text).toContain("route=GET+%2Fv1%2Fdebug%2Fwhoami&amp;page=2");
  });
});

describe("the pages", () => {
  it("are where a browser ends up that asks for /, and nothing else does", async () => {
    const api = createApi();
    const visit = await open(api, "/", { accept: "text/html,*/*;q=0.8" });
    expect({ status: visit.status, to: visit.headers.get("location") }).toEqual({
      status: 302,
      to: "/_emulator/",
    });
    expect((await open(api, "/", { accept: "*/*" })).status).toBe(404);
  });

  it("name a request by its request id, and find it by that", async () => {
    const api = createApi();
    await api.call("GET", "/v1/debug/whoami");
    const { body } = await api.call("GET", "/v1/debug/whoami");
    const { text } = await open(api, `/_emulator/traffic?q=${body.request_id}`);
    expect(rowsIn(text)).toBe(1);
    expect((await open(api, "/_emulator/traffic/2")).text).toContain(String(body.request_id));
  });

  it("say of what is gone that it is", async () => {
    const api = createApi();
    for (const path of ["clients/x", "people/x", "tokens/x", "traffic/x", "sign-in/x"]) {
      expect((await open(api, `/_emulator/${path}`)).status).toBe(404);
    }
  });

  it("offer clients to sign in with where an authorization names none", async () => {
    const scene = await createScene();
    const { status, text } = await open(scene.api, "/_emulator/authorize");
    expect(status).toBe(200);
    expect(text).toContain(`href="/_emulator/sign-in/${scene.client.client_id}"`);
  });

  it("have a version that changes with each request that may change them", async () => {
    const api = createApi();
    const version = async () => (await api.call("GET", "/_emulator/changes")).body.version;
    const first = await version();
    expect(await version()).toBe(first);
    await api.call("GET", "/v1/debug/whoami");
    const second = await version();
    expect(second).not.toBe(first);
    await api.call("POST", "/_emulator/clock", { advanceSeconds: 1 });
    expect(await version()).not.toBe(second);
  });

  it.each(["/_emulator/", "/_emulator/clients", "/_emulator/switches", "/_emulator/authorize"])(
    "%s runs no script but the emulator's files, and frames nothing",
    async (path) => {
      const { headers } = await open(createApi(), path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]) {
        expect(policy).toContain(part);
      }
      expect(policy).toContain("form-action 'self'");
    },
  );

  it("serve every file of the emulator's assets", async () => {
    const folder = join(import.meta.dirname, "../../../emulator/assets");
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const { text, headers } = await open(createApi(), `/_emulator/assets/${file}`);
      expect(text).toBe(readFileSync(join(folder, file), "utf8"));
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("are made of escaped templates alone", () => {
    const folder = join(import.meta.dirname, "../../../emulator/src");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const sources = files.filter((file) => /^(pages|routes)[/\\].*\.ts$/.test(file));
    expect(sources.length).toBeGreaterThan(40);
    for (const file of sources) {
      expect(readFileSync(join(folder, file), "utf8"), file).not.toMatch(/\braw\b|innerHTML/);
    }
  });
});
