import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { CHROMIUM, isWithoutBrowser } from "../../_browser.ts";
import { createClient } from "../_api.ts";
import { startProject, visit } from "./_scene.ts";

const TIMEOUT = { timeout: 60_000 };
const STEPS = [
  "Made up for this sign-in",
  "Authorization request",
  "Authorization response",
  "Token request",
  "Token response",
  "id token",
  "access token",
];
const URLS = { redirect_urls: ["https://app.example.com/callback"] };

async function stepsOf(page: Page): Promise<string[]> {
  return page.locator("#steps > li > h2").allTextContents();
}

describe.skipIf(isWithoutBrowser)(`a sign-in by the emulator's page (${CHROMIUM})`, () => {
  it.each([
    ["first_party", "consumer"],
    ["third_party_public", "b2b"],
  ] as const)(
    "with a client of the type %s of a %s project shows each step and token",
    TIMEOUT,
    async (client_type, vertical) => {
      const scene = await startProject(vertical);
      const client = await createClient(scene, { client_type, client_name: "Web", ...URLS });
      const { page, problems, open } = await visit(scene.project);
      await open("authorize");
      await page.getByRole("link", { name: client.client_id }).click();
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("button", { name: "Log in" }).click();
      if (client_type === "third_party_public") {
        await page.getByRole("button", { name: "Allow" }).click();
      }
      await page.getByText("Signed in.").waitFor();
      expect(await stepsOf(page)).toEqual([...STEPS, "User info"]);
      const text = await page.locator("#steps").textContent();
      expect(text).toContain("code_challenge_method=S256");
      expect(text).toContain('"email": "ada@example.com"');
      expect(new URL(page.url()).hash).toBe("");

      await page.getByRole("button", { name: "Revoke the access token" }).click();
      await page.getByText("The response of revoke has the status 200.").waitFor();
      await page.getByRole("button", { name: "Introspect the access token" }).click();
      await page.getByText("The response of introspect has the status 200.").waitFor();
      expect(await page.locator("#steps").textContent()).toContain('"active": false');
      expect(problems).toEqual([]);
    },
  );

  it("with a refresh token refreshes the tokens", TIMEOUT, async () => {
    const scene = await startProject();
    const bypass = { bypass_consent_for_offline_access: true };
    const client = await createClient(scene, { ...URLS, ...bypass });
    const { page, open } = await visit(scene.project);
    await open(`sign-in/${client.client_id}`);
    await page.getByLabel("Scopes").fill("openid offline_access");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("button", { name: "Refresh the tokens" }).click();
    await page.getByText("The tokens are refreshed.").waitFor();
    expect((await stepsOf(page)).filter((step) => step === "access token")).toHaveLength(2);
  });

  it("stops at a response that is not that of its request", TIMEOUT, async () => {
    const scene = await startProject();
    const client = await createClient(scene, URLS);
    const { page, open } = await visit(scene.project);
    const foreign = encodeURIComponent("https://app.example.com/callback?code=c&state=other");
    await open(`sign-in/${client.client_id}#${foreign}`);
    await page.getByText("belongs to no sign-in that began in this tab").waitFor();

    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Log in" }).waitFor();
    await open(`sign-in/${client.client_id}#${foreign}`);
    await page.getByText("has not the state of the request").waitFor();
    const { text } = await scene.call("GET", "/_emulator/requests");
    expect(text).not.toContain("/v1/oauth2/token");
  });

  it("asks for the secret of a client of which there is only a hash", TIMEOUT, async () => {
    const scene = await startProject();
    const { client_id, client_secret = "" } = await createClient(scene, URLS);
    const other = await startProject();
    const { text } = await scene.call("GET", "/_emulator/seed");
    expect((await other.call("POST", "/_emulator/seed", text)).status).toBe(200);
    const { page, open } = await visit(other.project);
    for (const [secret, outcome] of [
      ["wrong", "Not signed in: invalid_client."],
      [client_secret, "Signed in."],
    ] as const) {
      await open(`sign-in/${client_id}`);
      await page.getByLabel("Client secret").fill(secret);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("button", { name: "Log in" }).click();
      await page.getByText(outcome).waitFor();
    }
  });
});
