import { describe, expect, it } from "vitest";
import { BASE, SITE } from "../../tools/site/places.ts";
import { fileOf, htmlOf, SITE_PAGES } from "./_site.ts";

interface Link {
  readonly page: string;
  /** As an address of the site ends. */
  readonly path: string;
  readonly anchor: string;
}

const idsOf = (html: string) =>
  new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id));

/** The links of a page to the site itself, whichever way they are written. */
function linksOf(page: string, html: string): Link[] {
  return [...html.matchAll(/ href="([^"]+)"/g)].flatMap(([, href = ""]) => {
    const { href: url } = new URL(href.replaceAll("&amp;", "&"), `${SITE}${page}`);
    if (!url.startsWith(SITE)) return [];
    const [path = "", anchor = ""] = url.slice(SITE.length).split("#");
    return [{ page, path, anchor: decodeURIComponent(anchor) }];
  });
}

describe("the built site", () => {
  const html = new Map(SITE_PAGES.map((page) => [page, htmlOf(page)]));
  const ids = new Map([...html].map(([page, text]) => [page, idsOf(text)]));
  const links = [...html].flatMap(([page, text]) => linksOf(page, text));

  it("has a page for each rule, check, guide and package", () => {
    expect(SITE_PAGES.length).toBeGreaterThan(110);
    expect(SITE_PAGES).toEqual(expect.arrayContaining(["", "guides/adopt", "packages/review"]));
    expect(SITE_PAGES).not.toContain("installation-configuration");
  });

  it("has no broken link, within a page or to another one", () => {
    expect(links.length).toBeGreaterThan(5000);
    const broken = links.filter(({ path, anchor }) => {
      if (fileOf(path) === undefined) return true;
      const found = ids.get(path);
      return anchor !== "" && found !== undefined && !found.has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it("has no page that no text leads to", () => {
    const reached = new Set([""]);
    // Without the bars around the text, which lead to every page.
    const content = (page: string) =>
      (html.get(page) ?? "").replaceAll(/<(header|aside|footer)[\s\S]*?<\/\1>/g, "");
    for (const page of reached)
      for (const { path } of linksOf(page, content(page))) reached.add(path);
    expect(SITE_PAGES.filter((page) => !reached.has(page))).toEqual([]);
  });

  it("takes nothing from another host", () => {
    const loading = / (?:src|srcset)="(https?:)?\/\/|<link[^>]+rel="stylesheet"[^>]+href="https?:/;
    expect([...html].filter(([, text]) => loading.test(text)).map(([page]) => page)).toEqual([]);
  });

  it("leaves no placeholder of a template to the generator", () => {
    expect(html.get("reference/connected-app")).toContain("{{ organization.organization_id }}");
    expect(html.get("resources/connected-app")).toContain("{{ user.email }}");
  });

  it("has the API of each package", () => {
    for (const name of ["provider", "policy", "review", "smoke", "emulator"])
      expect.soft(fileOf(`api/modules/${name}_src.html`), name).toBeDefined();
    expect(BASE).toMatch(/^\/.*\/$/);
  });
});
