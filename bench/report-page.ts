import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** As the tests look for it. */
const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

export const hasBrowser = existsSync(CHROMIUM);

export interface PageTimes {
  /** From the start of the navigation until the page is drawn, in milliseconds. */
  readonly openMs: number;
  /** From a click on a column until its order is drawn. */
  readonly sortMs: number;
  /** From a word in the search until its rows are drawn. */
  readonly searchMs: number;
}

/** Resolves once what was done before is drawn: the second frame begins after the first one is. */
const DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

/** How long a reader of an audit waits for the page; each time a browser without caches. */
export async function timePage(file: string, folder: string): Promise<PageTimes> {
  const browser = await chromium.launchPersistentContext(join(folder, `profile-${Date.now()}`), {
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    headless: true,
  });
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const timed = (action: string) =>
      page.evaluate<number>(
        `(async () => { const start = performance.now(); ${action}; await ${DRAWN}; return performance.now() - start; })()`,
      );
    const openMs = await page.evaluate<number>(`${DRAWN}.then(() => performance.now())`);
    const sortMs = await timed('document.querySelectorAll("thead button")[1].click()');
    const searchMs = await timed(
      'const search = document.getElementById("search"); search.value = "4321"; search.dispatchEvent(new Event("input"))',
    );
    return { openMs, sortMs, searchMs };
  } finally {
    await browser.close();
  }
}
