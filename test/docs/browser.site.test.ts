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

const SEVERAL_PAGES = { timeout: 300_000 };

/** So many pages are looked at in one test, which says where it is. */
const PORTION = 20;

const PORTIONS = Object.entries(WIDTHS).flatMap(([name, viewport]) =>
  Array.from({ length: Math.ceil(SITE_PAGES.length / PORTION) }, (_, index) => {
    const pages = SITE_PAGES.slice(index * PORTION, (index + 1) * PORTION);
    return { name, viewport, pages, first: pages[0] || "the first page" };
  }),
);

describe.skipIf(isWithoutBrowser)(`the pages of the site (${CHROMIUM})`, () => {
  it.each(PORTIONS)(
    "fit a $name, load without an error, and have no serious finding of axe, from $first on",
    SEVERAL_PAGES,
    async ({ viewport, pages }) => {
      const page = await openPage({ context: { viewport } });
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
      for (const path of pages) {
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
    SEVERAL_PAGES,
    async (_name, viewport) => {
      const page = await openPage({ context: { viewport } });
      for (const path of ["", "getting-started", "policies/rules/"]) {
        await page.goto(site.url + path);
        const found = await seriousFindings(page, "html");
        expect.soft({ path, found }).toEqual({ path, found: [] });
      }
    },
  );

  it(
    "are dark for those who want it, without a serious finding of axe",
    SEVERAL_PAGES,
    async () => {
      const page = await openPage({ context: { colorScheme: "dark" } });
      for (const path of ["", "getting-started", "reference/connected-app", "policies/rules/"]) {
        await page.goto(site.url + path);
        expect.soft(await page.evaluate("document.documentElement.className")).toContain("dark");
        const found = await seriousFindings(page, "html");
        expect.soft({ path, found }).toEqual({ path, found: [] });
      }
    },
  );
});
