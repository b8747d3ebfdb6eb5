import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { DomainEnv } from "../oauth/domain.ts";
import { framed } from "../pages/frame.ts";
import { LISTINGS } from "../pages/kinds/index.ts";
import { PAGE_HEADERS, pageResponse } from "../pages/layout.ts";
import { overviewPage } from "../pages/overview-page.ts";
import { type PageServices, sceneOf } from "./page-scene.ts";

const ASSETS = join(__dirname, "../../assets");

const TYPES = {
  "icon.svg": "image/svg+xml",
  "live.js": "text/javascript; charset=utf-8",
  "sign-in.js": "text/javascript; charset=utf-8",
  "style.css": "text/css; charset=utf-8",
};

/**
 * Pages to look into the project of this port: an overview, and for each kind of thing a list and a page about
 * one of it.
 */
export function pageRoutes(services: PageServices): Hono<DomainEnv> {
  const pages = new Hono<DomainEnv>();

  pages.get("/", (c) => pageResponse(overviewPage(sceneOf(c, services))));
  pages.get("/changes", (c) =>
    c.json({ version: services.version() }, 200, { "cache-control": "no-store" }),
  );
  for (const [name, type] of Object.entries(TYPES)) {
    pages.get(`/assets/${name}`, () => {
      const headers = { ...PAGE_HEADERS, "content-type": type, "cache-control": "no-cache" };
      return new Response(readFileSync(join(ASSETS, name)), { headers });
    });
  }

  for (const { path, title, list, detail } of LISTINGS) {
    pages.get(`/${path}`, (c) => {
      const scene = sceneOf(c, services);
      return pageResponse(framed(scene, { title, current: path }, list(scene, c.req.query())));
    });
    pages.get(`/${path}/:id`, (c: Context<DomainEnv>) => {
      const scene = sceneOf(c, services);
      const id = c.req.param("id") ?? "";
      const found = detail(scene, id);
      const body =
        found ?? html`<p role="alert">There is none, or no longer, with the id ${id}.</p>`;
      const page = framed(scene, { title: `${title}: ${id}`, current: path }, body);
      return pageResponse(page, { status: found === undefined ? 404 : 200 });
    });
  }

  return pages;
}
