import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { createEmulator } from "stytch-connected-apps-emulator";

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

const SEED = {
  consumer: {
    clients: [
      {
        client_type: "first_party" as const,
        client_name: "Web",
        redirect_urls: ["https://app.example.com/callback"],
        full_access_allowed: true,
      },
      {
        client_type: "third_party_public" as const,
        client_name: "Partner's tool",
        redirect_urls: ["http://127.0.0.1/callback"],
      },
    ],
    users: [{ email: "ada@example.com", name: { first_name: "Ada" } }],
  },
};

/**
 * Pictures of pages of the emulator, as a person meets them after a sign-in.
 *
 * @returns The paths that were written; none without a browser.
 */
export async function picturePages(folder: string): Promise<string[]> {
  if (!existsSync(CHROMIUM)) {
    console.error(`no pictures of pages: there is no ${CHROMIUM}; set CHROMIUM_PATH`);
    return [];
  }
  const emulator = await createEmulator({ port: 0, seed: SEED });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const { url } = emulator.projects.consumer;
    const viewport = { width: 1000, height: 640 };
    const page = await browser.newPage({ viewport, colorScheme: "light" });
    const take = async (name: string) => {
      const path = join(folder, `emulator-${name}.png`);
      await page.screenshot({ path });
      return path;
    };
    await page.goto(`${url}/_emulator/authorize`);
    await page.getByRole("row", { name: "Web" }).getByRole("link").click();
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("Signed in.").waitFor();
    await page.getByRole("heading", { name: "Authorization response" }).scrollIntoViewIfNeeded();
    const signIn = await take("sign-in");
    await page.goto(`${url}/_emulator/`);
    return [signIn, await take("overview")];
  } finally {
    await browser.close();
    await emulator.close();
  }
}
