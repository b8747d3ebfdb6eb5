import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, isWithoutBrowser } from "../_browser.ts";
import { type OpenBrowser, openBrowser, SITE_PAGES, serveSite } from "./_site.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const WIDTHS = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } };

let site: Awaited<ReturnType<typeof serveSite>>;
let browser: OpenBrowser;

const SEVERAL_PAGES = { timeout: 300_000 };

beforeAll(async () => {
  site = await serveSite();
  if (!isWithoutBrowser) browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  site.close();
});

/**
 * What axe finds that keeps someone from using the page.
 *
 * @param part of the page. The bars around the text are the same on every page, and slow to look at.
 */
async function seriousFindings(page: Page, part: "html" | "#VPContent"): Promise<string[]> {
  // Once for each page: it is large.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const { violations } = (await page.evaluate(
    `axe.run("${part}", { resultTypes: ["violations"] })`,
  )) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** By how many pixels the page is wider than its window. */
const overflowOf = async (page: Page) =>
  (await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  )) as number;

/** So many pages are looked at in one test, which says where it is. */
const PORTION = 20;

/** So many tabs look at the pages of a test side by side. */
const TABS = 2;

const portions = Array.from({ length: Math.ceil(SITE_PAGES.length / PORTION) }, (_, index) => {
  const pages = SITE_PAGES.slice(index * PORTION, (index + 1) * PORTION);
  return { pages, first: pages[0] || "the first page" };
});

/** Has each page looked at in one of several tabs. */
async function inTabs(
  pages: readonly string[],
  context: BrowserContextOptions,
  look: (page: Page, path: string) => Promise<void>,
): Promise<void> {
  const waiting = [...pages];
  const tab = async () => {
    const page = await browser.page(context);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      await look(page, path);
  };
  await Promise.all(Array.from({ length: TABS }, tab));
}

describe.skipIf(isWithoutBrowser)(`the pages of the site (${CHROMIUM})`, () => {
  it.each(portions)(
    "fit a phone and a desktop, load without an error, and have no serious finding of axe, from $first on",
    SEVERAL_PAGES,
    async ({ pages }) => {
      await inTabs(pages, { viewport: WIDTHS.phone }, async (page, path) => {
        const problems: string[] = [];
        page.on("pageerror", (error) => problems.push(error.message));
        page.on("console", (message) => {
          if (message.type() === "error") problems.push(message.text());
        });
        page.on("requestfailed", (request) => {
          const { errorText = "" } = request.failure() ?? {};
          // Pages that the former one fetched ahead, and no one waits for.
          if (errorText !== "net::ERR_ABORTED") problems.push(`${errorText}: ${request.url()}`);
        });
        await page.setViewportSize(WIDTHS.phone);
        await page.goto(site.url + path);
        for (const [width, viewport] of Object.entries(WIDTHS)) {
          await page.setViewportSize(viewport);
          await page.waitForSelector("#VPContent");
          const overflow = await overflowOf(page);
          const found = [...problems, ...(await seriousFindings(page, "#VPContent"))];
          expect.soft({ path, width, found, overflow }).toMatchObject({ found: [], overflow: 0 });
        }
        page.removeAllListeners();
      });
    },
  );

  it("are read without JavaScript, whole, with their links", SEVERAL_PAGES, async () => {
    const context = { viewport: WIDTHS.phone, javaScriptEnabled: false };
    await inTabs(SITE_PAGES, context, async (page, path) => {
      await page.goto(site.url + path);
      const content = page.locator("#VPContent");
      const text = content.locator(".vp-doc");
      const links = await text.locator("a:not(.header-anchor)").all();
      const shown = {
        heading: await content.locator("h1").first().isVisible(),
        text: await text.isVisible(),
        hasWords: ((await text.textContent())?.match(/\w+/g)?.length ?? 0) > 30,
        // The last one: what a script had to open would hide it.
        link: (await links.at(-1)?.isVisible()) ?? true,
        overflow: await overflowOf(page),
      };
      const expected = { heading: true, text: true, hasWords: true, link: true, overflow: 0 };
      expect.soft({ path, ...shown }).toEqual({ path, ...expected });
    });
  });

  it.each(Object.entries(WIDTHS))(
    "have bars without a serious finding of axe on a %s",
    SEVERAL_PAGES,
    async (_name, viewport) => {
      await inTabs(["", "getting-started", "policies/rules/"], { viewport }, async (page, path) => {
        await page.goto(site.url + path);
        const found = await seriousFindings(page, "html");
        expect.soft({ path, found }).toEqual({ path, found: [] });
      });
    },
  );

  it(
    "are dark for those who want it, without a serious finding of axe",
    SEVERAL_PAGES,
    async () => {
      const pages = ["", "getting-started", "reference/connected-app", "policies/rules/"];
      await inTabs(pages, { colorScheme: "dark" }, async (page, path) => {
        await page.goto(site.url + path);
        expect.soft(await page.evaluate("document.documentElement.className")).toContain("dark");
        const found = await seriousFindings(page, "html");
        expect.soft({ path, found }).toEqual({ path, found: [] });
      });
    },
  );
});
