import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

export const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** In CI a browser that is missing is a failure, elsewhere a reason to skip. */
export const isWithoutBrowser = !existsSync(CHROMIUM) && process.env.CI !== "true";

interface PageOptions {
  readonly flags?: readonly string[];
  readonly context?: BrowserContextOptions;
}

/** A page of a browser that closes with the test. */
export async function openPage({ flags = [], context = {} }: PageOptions = {}): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), "browser-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const browser = await chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM,
    args: [...FLAGS, ...flags],
    headless: true,
    ...context,
  });
  onTestFinished(() => browser.close());
  return browser.newPage();
}
