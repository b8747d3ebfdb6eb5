import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, isWithoutBrowser, openPage } from "../_browser.ts";
import { SITE_PAGES, serveSite } from "./_site.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const WIDTHS = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } };

let site: Awaited<ReturnType<typeof serveSite>>;

beforeAll(async () => {
  site = await serveSite();
});

afterAll(() => site.close());

/**
 * What axe finds that keeps someone from using the page.
 *
 * @param part of the page. The bars around the text are the same on every page, and slow to look at.
 */
async function seriousFindings(page: Page, part: "html" | "#VPContent"): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations } = (await page.evaluate(
    `axe.run("${part}", { resultTypes: ["violations"] })`,
  )) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const EVERY_PAGE = { timeout: 900_000 };

describe.skipIf(isWithoutBrowser)(`the pages of the site (${CHROMIUM})`, () => {
  it.each(Object.entries(WIDTHS))(
    "fit a %s, load without an error, and have no serious finding of axe",
    EVERY_PAGE,
    async (_name, viewport) => {
      const page = await openPage({ context: { viewport } });
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
      for (const path of SITE_PAGES) {
        problems.length = 0;
        await page.goto(site.url + path);
        await page.waitForSelector("#VPContent");
        const overflow = await page.evaluate(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        const found = [...problems, ...(await seriousFindings(page, "#VPContent"))];
        expect.soft({ path, found, overflow }).toEqual({ path, found: [], overflow: 0 });
      }
    },
  );

  it.each(Object.entries(WIDTHS))(
    "have bars without a serious finding of axe on a %s",
    EVERY_PAGE,
    async (_name, viewport) => {
      const page = await openPage({ context: { viewport } });
      for (const path of ["", "getting-started", "policies/rules/"]) {
        await page.goto(site.url + path);
        const found = await seriousFindings(page, "html");
        expect.soft({ path, found }).toEqual({ path, found: [] });
      }
    },
  );

  it("are dark for those who want it, without a serious finding of axe", EVERY_PAGE, async () => {
    const page = await openPage({ context: { colorScheme: "dark" } });
    for (const path of ["", "getting-started", "reference/connected-app", "policies/rules/"]) {
      await page.goto(site.url + path);
      expect.soft(await page.evaluate("document.documentElement.className")).toContain("dark");
      const found = await seriousFindings(page, "html");
      expect.soft({ path, found }).toEqual({ path, found: [] });
    }
  });
});
