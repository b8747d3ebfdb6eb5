import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, isWithoutBrowser } from "../_browser.ts";
import { type OpenBrowser, openBrowser, serveSite } from "./_site.ts";

/** What someone types, and the page that must be among the first results. */
const PHRASES: readonly (readonly [string, string])[] = [
  ["npm start", "getting-started"],
  ["tsconfig.json", "guides/real-project"],
  ["stytch:timeoutSeconds", "configuration"],
  ["maxRequestsPerSecond", "configuration"],
  ["redirectUrls", "resources/connected-app"],
  ["accessTokenCustomAudience", "resources/connected-app"],
  ["organization access", "resources/organization-connected-apps"],
  ["getConnectedAppOutput", "functions"],
  ["rotate a secret", "guides/rotate"],
  ["nextSecretVersion", "guides/rotate"],
  ["adopt existing clients", "guides/adopt"],
  ["pulumi import", "guides/adopt"],
  ["retainOnDelete", "guides/protect-live"],
  ["STYTCH_ALLOW_DESTRUCTIVE", "guides/protect-live"],
  ["PostgreSQL", "guides/team-state"],
  ["currently locked", "guides/team-state"],
  ["terraform state rm", "guides/moving-from-terraform"],
  ["look-alike", "policies/rules/connected-app-redirect-host-lookalike"],
  ["permitted domains", "policies/"],
  ["wildcard", "policies/rules/connected-app-redirect-no-wildcard"],
  ["exemptions", "policies/configuration"],
  ["runbook", "smoke-test/runbook"],
  ["token-wrong-secret-refused", "smoke-test/checks/token-wrong-secret-refused"],
  ["temporary-subject", "smoke-test/"],
  ["habits", "emulator/habits"],
  ["refresh_token_rotation", "emulator/parity"],
  ["ERR_STYTCH_OUTCOME_UNKNOWN", "troubleshooting"],
  ["code must be a string, not undefined", "troubleshooting"],
  ["TS5107", "troubleshooting"],
  ["invalid enforcement level", "troubleshooting"],
];

/** How many results a reader looks at. */
const FIRST = 8;

let site: Awaited<ReturnType<typeof serveSite>>;
let browser: OpenBrowser;

beforeAll(async () => {
  site = await serveSite();
  if (!isWithoutBrowser) browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  site.close();
});

/** Types a phrase into the empty search box. @returns the pages of its results, best first. */
async function resultsFor(page: Page, phrase: string): Promise<string[]> {
  const input = page.locator(".VPLocalSearchBox .search-input");
  const results = page.locator(".VPLocalSearchBox a.result");
  await input.fill("");
  await results.first().waitFor({ state: "detached" });
  await input.fill(phrase);
  await results.or(page.locator(".VPLocalSearchBox .no-results")).first().waitFor();
  const links = await page.evaluate(
    `[...document.querySelectorAll(".VPLocalSearchBox a.result")].map(({ href }) => href)`,
  );
  return (links as string[]).map((href) => href.slice(site.url.length).replace(/#.*$/, ""));
}

describe.skipIf(isWithoutBrowser)(`the search of the site (${CHROMIUM})`, () => {
  it(`finds ${PHRASES.length} phrases`, { timeout: 300_000 }, async () => {
    expect(PHRASES).toHaveLength(30);
    const page = await browser.page();
    await page.goto(site.url, { waitUntil: "networkidle" });
    await page.click(".DocSearch-Button");
    await page.waitForSelector(".VPLocalSearchBox .search-input");
    for (const [phrase, expected] of PHRASES) {
      const found = (await resultsFor(page, phrase)).slice(0, FIRST);
      expect.soft(found, phrase).toContain(expected);
    }
  });
});
