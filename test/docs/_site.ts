import { globSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { REPOSITORY } from "../../tools/release/packages.ts";
import { BASE } from "../../tools/site/places.ts";
import { CHROMIUM, FLAGS } from "../_browser.ts";

const DIST = join(REPOSITORY, "docs/dist");

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** The built files of the site, by their paths below its address. */
const FILES = new Set(globSync("**/*.*", { cwd: DIST }).map((path) => path.replaceAll("\\", "/")));

/** The pages of the site without the API reference, as their addresses end; empty for the first one. */
export const SITE_PAGES = [...FILES]
  .filter((path) => path.endsWith(".html") && !path.startsWith("api/") && path !== "404.html")
  .map((path) => path.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, ""))
  .sort();

/** The built file that an address of the site shows, as GitHub Pages finds it; undefined for none. */
export function fileOf(path: string): string | undefined {
  const found = decodeURIComponent(path);
  const candidates =
    found === "" || found.endsWith("/") ? [`${found}index.html`] : [found, `${found}.html`];
  return candidates.find((candidate) => FILES.has(candidate));
}

export const htmlOf = (page: string) => readFileSync(join(DIST, fileOf(page) ?? ""), "utf8");

/** Serves the site as GitHub Pages does. @returns its address, and what ends it. */
export async function serveSite(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = pathname.startsWith(BASE) ? fileOf(pathname.slice(BASE.length)) : undefined;
    const type = TYPES[extname(file ?? ".html")] ?? "application/octet-stream";
    response.writeHead(file === undefined ? 404 : 200, { "content-type": type });
    response.end(readFileSync(join(DIST, file ?? "404.html")));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}${BASE}`, close };
}

/** A browser that the tests of a file share: each page has a profile of its own, which ends with its test. */
export interface OpenBrowser {
  page(context?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<OpenBrowser> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return {
    async page(options) {
      const context = await browser.newContext(options);
      onTestFinished(() => context.close());
      return context.newPage();
    },
    close: () => browser.close(),
  };
}
