import { describe, expect, it } from "vitest";
import { CHROMIUM, isWithoutBrowser, openPage } from "../_browser.ts";
import { basic, createClient, readResponse } from "./_api.ts";
import { startForeignSite } from "./_foreign-site.ts";
import { CHALLENGE } from "./_oauth.ts";
import { startEmulator } from "./_server.ts";

async function createScene(fields: Record<string, unknown>) {
  const emulator = await startEmulator();
  const { url, projectId, secret } = emulator.projects.b2b;
  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: basic(projectId, secret) };
    const request = { method, headers, body: JSON.stringify(body) };
    return readResponse(await fetch(`${url}${path}`, request));
  };
  // The client is the emulator's own inspector page: an address that responds.
  const redirect_uri = `${url}/_emulator/`;
  const client = await createClient({ call }, { redirect_urls: [redirect_uri], ...fields });
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri,
    response_type: "code",
    scope: "openid email",
    state: "s",
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
  });
  return { url, client, authorizationUrl: `${url}/_emulator/authorize?${query}` };
}

const THIRD = { client_type: "third_party_public", client_name: `Tool <b>"1"</b>` };

describe.skipIf(isWithoutBrowser)(
  `pages in a browser (${CHROMIUM}; skipped if it is missing)`,
  () => {
    it("login and consent lead back to the client with a code", { timeout: 60_000 }, async () => {
      const { client, authorizationUrl } = await createScene(THIRD);
      const page = await openPage();
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });

      await page.goto(authorizationUrl);
      expect(await page.getByText('Tool <b>"1"</b>').count()).toBe(1);
      await page.getByLabel("Email address").fill("grace@example.com");
      await page.getByRole("button", { name: "Log in" }).click();
      await page.getByRole("heading", { name: "Allow access" }).waitFor();
      expect(await page.getByRole("listitem").allTextContents()).toHaveLength(2);
      await page.getByRole("button", { name: "Allow" }).click();
      await page.waitForURL(/[?&]code=/);
      expect(new URL(page.url()).searchParams.get("state")).toBe("s");

      await page.getByRole("button", { name: "Refresh" }).click();
      await page.getByRole("heading", { name: "Consents" }).waitFor();
      expect(await page.getByRole("cell", { name: client.client_id }).count()).toBeGreaterThan(1);
      expect(problems.filter((problem) => !problem.includes("favicon"))).toEqual([]);
    });

    it("denial leads back with an error", { timeout: 60_000 }, async () => {
      const { authorizationUrl } = await createScene(THIRD);
      const page = await openPage();
      await page.goto(authorizationUrl);
      await page.getByRole("button", { name: "Log in" }).click();
      await page.getByRole("button", { name: "Deny" }).click();
      await page.waitForURL(/[?&]error=access_denied/);
      expect(new URL(page.url()).searchParams.get("state")).toBe("s");
    });

    it("someone who was here before can be chosen", { timeout: 60_000 }, async () => {
      const { authorizationUrl } = await createScene({ client_type: "first_party" });
      const page = await openPage();
      for (const _ of [1, 2]) {
        await page.goto(authorizationUrl);
        const people = page.getByLabel("Person");
        if ((await people.getByRole("option").count()) > 1) await people.selectOption({ index: 1 });
        await page.getByRole("button", { name: "Log in" }).click();
        await page.waitForURL(/[?&]code=/);
      }
      expect(await page.getByRole("cell", { name: /^session-test-/ }).count()).toBe(2);
    });

    it("a page of another site cannot drive it", { timeout: 60_000 }, async () => {
      const { url } = (await startEmulator()).projects.consumer;
      const attack = `<!doctype html>
      <form id="form" method="post" enctype="text/plain" action="${url}/_emulator/reset" target="frame">
        <input name='{"advanceSeconds":9,"x":"' value='"}' />
      </form>
      <iframe name="frame"></iframe>
      <script>
        const send = (path, method) => fetch("${url}/_emulator/" + path,
          { method, mode: "no-cors", body: '{"advanceSeconds":86400}' }).catch(() => {});
        document.getElementById("form").submit();
        addEventListener("load", async () => {
          await Promise.all([send("clock", "POST"), send("reset", "POST"), send("stats/reset", "POST")]);
          document.title = "done";
        });
      </script>`;
      const port = await startForeignSite(attack);
      const page = await openPage();
      const statuses: number[] = [];
      page.on("response", (response) => {
        if (response.url().startsWith(url)) statuses.push(response.status());
      });
      // Other ports and names of this machine are other origins; the second one is another site too.
      for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
        await page.goto(origin);
        await page.waitForFunction('document.title === "done"');
      }
      await expect.poll(() => statuses.length).toBeGreaterThanOrEqual(8);
      expect(new Set(statuses)).toEqual(new Set([403]));
    });

    it("a name of another site that leads here reads nothing", { timeout: 60_000 }, async () => {
      const { url } = (await startEmulator()).projects.consumer;
      const { port } = new URL(url);
      const page = await openPage({
        flags: ["--host-resolver-rules=MAP rebound.example 127.0.0.1"],
      });
      const response = await page.goto(`http://rebound.example:${port}/_emulator/`);
      expect(response?.status()).toBe(421);
      const reading = `fetch("/.well-known/openid-configuration").then((one) => one.status)`;
      expect(await page.evaluate(reading)).toBe(421);
    });
  },
);
