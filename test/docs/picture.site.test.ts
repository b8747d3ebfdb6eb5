import { expect, it } from "vitest";
import { CHROMIUM, isWithoutBrowser, openPage } from "../_browser.ts";
import { htmlOf, serveSite } from "./_site.ts";

const WITHOUT_MOTION = "--force-prefers-reduced-motion";

/** The picture of the first page, by itself, as it looks soon after it is opened and some seconds later. */
async function looks(flags: readonly string[]): Promise<[soon: string, later: string]> {
  const [, path = ""] = /<img src="([^"]*refused[^"]*\.svg)"/.exec(htmlOf("")) ?? [];
  const site = await serveSite();
  try {
    const page = await openPage({ flags, context: { viewport: { width: 900, height: 480 } } });
    await page.goto(site.url);
    await page.setContent(`<img src="${path}">`);
    const look = async () => (await page.screenshot()).toString("base64");
    await page.waitForFunction(
      "document.images[0].complete && document.images[0].naturalWidth > 0",
    );
    await page.waitForTimeout(500);
    const soon = await look();
    await page.waitForTimeout(5000);
    return [soon, await look()];
  } finally {
    site.close();
  }
}

it.skipIf(isWithoutBrowser)(
  `the picture of a refused change moves, and stands still where motion is not wanted (${CHROMIUM})`,
  async () => {
    const [soon, later] = await looks([]);
    expect(later === soon, "it moves").toBe(false);
    const [still, stillLater] = await looks([WITHOUT_MOTION]);
    expect(stillLater === still, "it stands still").toBe(true);
    // All is there: more than what the moving one shows after some seconds.
    expect(still.length).toBeGreaterThan(later.length);
  },
  120_000,
);
