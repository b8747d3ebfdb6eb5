import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { CHROMIUM, isWithoutBrowser } from "../../_browser.ts";
import { createClient } from "../_api.ts";
import { firstOf, LISTS, signInOnce, startProject, visit } from "./_scene.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** The findings of axe on a page that make it hard to use for someone. */
async function findings(page: Page): Promise<string[]> {
  const violations = (await page.evaluate(
    "axe.run().then(({ violations }) => violations)",
  )) as Violation[];
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${page.url()}: ${id}: ${nodes[0]?.html}`);
}

const TIMEOUT = { timeout: 120_000 };

describe.skipIf(isWithoutBrowser)(`the pages of an emulator (${CHROMIUM})`, () => {
  it.each(["light", "dark"] as const)(
    "can be used by everyone, in %s colours",
    TIMEOUT,
    async (colorScheme) => {
      const scene = await startProject("b2b");
      await signInOnce(scene);
      await scene.call("PUT", "/_emulator/faults", [{ status: 503, times: "always" }]);
      await scene.call("PUT", "/_emulator/misbehaviours", ["wrong_issuer"]);
      const customScopes = [{ scope: "read:all", description: "Reads all", role: "editor" }];
      await scene.call("PUT", "/_emulator/project", { customScopes });
      // The script of axe is not the emulator's.
      const context = { colorScheme, bypassCSP: true };
      const { page, problems, open } = await visit(scene.project, { context });
      await page.addInitScript({ path: AXE });
      const details: string[] = [];
      for (const path of ["", "switches", "authorize", ...LISTS]) {
        await open(path);
        expect.soft(await findings(page)).toEqual([]);
        if (LISTS.some((list) => list === path)) details.push(await firstOf(page));
      }
      const [client = ""] = details;
      details.push(client.replace("clients", "sign-in"));
      expect(details).toHaveLength(LISTS.length + 1);
      for (const path of details) {
        await open(path);
        expect.soft(await findings(page)).toEqual([]);
      }
      const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      expect(background === "rgb(255, 255, 255)").toBe(colorScheme === "light");
      expect(problems).toEqual([]);
    },
  );

  it("lead from a list to the details by the keyboard alone", TIMEOUT, async () => {
    const scene = await startProject();
    const { client } = await signInOnce(scene);
    const { page, open } = await visit(scene.project);
    await open("clients");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press("Tab");
      const text = await page.evaluate("document.activeElement.textContent");
      if (text === client.client_id) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/clients/${client.client_id}`);
  });

  it(
    "show what has changed by themselves, keep the focus, and can be paused",
    TIMEOUT,
    async () => {
      const scene = await startProject();
      const { client } = await signInOnce(scene);
      const { page, open } = await visit(scene.project);
      await open("clients");
      const link = page.getByRole("link", { name: client.client_id });
      await link.focus();
      await createClient(scene, { client_name: "newer" });
      await page.getByRole("cell", { name: "newer" }).waitFor();
      expect(await page.evaluate("document.activeElement.textContent")).toBe(client.client_id);

      await page.getByRole("button", { name: "Pause updates" }).click();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await createClient(scene, { client_name: "newest" });
      await page.waitForTimeout(2500);
      expect(asked).toEqual([]);
      await page.getByRole("button", { name: "Pause updates" }).click();
      await page.getByRole("cell", { name: "newest" }).waitFor();
    },
  );

  it("can be searched, filtered, read and switched without JavaScript", TIMEOUT, async () => {
    const scene = await startProject();
    const { client } = await signInOnce(scene, { client_type: "third_party" });
    await createClient(scene, { client_name: "Other" });
    const { page, open } = await visit(scene.project, { context: { javaScriptEnabled: false } });
    await open("clients");
    await page.getByLabel("Search").fill("wEB");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("1 of 2, the newest first.").waitFor();
    await page.getByLabel("Search").fill("");
    await page.getByLabel("Type").selectOption("third_party");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("link", { name: client.client_id }).click();
    await page.getByRole("heading", { name: "Consents" }).waitFor();

    await open("switches");
    await page.getByRole("button", { name: "nonce_missing" }).click();
    const toggle = page.getByRole("button", { name: "nonce_missing" });
    expect(await toggle.getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("button", { name: "1 day forward" }).click();
    expect((await scene.call("GET", "/_emulator/misbehaviours")).body.misbehaviours).toEqual([
      "nonce_missing",
    ]);
    await page.getByLabel("How often").selectOption("always");
    await page.getByRole("button", { name: "Add the fault" }).click();
    expect((await scene.call("GET", "/v1/debug/whoami")).status).toBe(503);
    await page.getByRole("button", { name: /^Remove the fault/ }).click();
    expect((await scene.call("GET", "/v1/debug/whoami")).status).toBe(200);

    await page.getByLabel("URL of your page").fill("https://app.example.com/authorize");
    await page.getByRole("button", { name: "Set", exact: true }).last().click();
    const authorizationEndpoint = "https://app.example.com/authorize";
    expect((await scene.call("GET", "/_emulator/project")).body).toMatchObject({
      authorizationEndpoint,
    });
    await page.getByLabel("URL of your page").fill("");
    await page.getByRole("button", { name: "None", exact: true }).click();
    await page.getByLabel("Scope", { exact: true }).fill("read:all");
    await page.getByRole("button", { name: "Add the scope" }).click();
    expect((await scene.call("GET", "/_emulator/project")).body).toMatchObject({
      authorizationEndpoint: null,
      customScopes: [{ scope: "read:all" }],
    });
    await page.getByRole("button", { name: "Remove the scope read:all" }).click();
    await page.getByRole("heading", { name: "Scopes of your own" }).waitFor();
    expect((await scene.call("GET", "/_emulator/project")).body.customScopes).toEqual([]);
  });

  it("hide secrets until they are asked for", TIMEOUT, async () => {
    const scene = await startProject();
    const { client, tokens } = await signInOnce(scene);
    const { page, open } = await visit(scene.project);
    await open("traffic?route=POST+%2Fv1%2Foauth2%2Ftoken");
    await open(await firstOf(page));
    const secrets = [client.client_secret ?? "", tokens.access_token, tokens.refresh_token];
    const hidden = await page.content();
    for (const secret of secrets) expect(hidden).not.toContain(secret);
    await page.getByRole("link", { name: "Show secrets" }).click();
    const shown = await page.content();
    for (const secret of secrets) expect(shown).toContain(secret);
    await page.getByRole("link", { name: "Hide secrets" }).click();

    await open(`clients/${client.client_id}`);
    expect(await page.content()).not.toContain(client.client_secret);
    await page.getByRole("link", { name: "Show secrets" }).click();
    expect(await page.content()).toContain(client.client_secret);
  });
});
