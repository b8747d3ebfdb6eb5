import { globSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { packagePages } from "../../tools/site/package-pages.ts";
import { BASE, SITE, SOURCE } from "../../tools/site/places.ts";
import { anchorsOf, linksOf, PAGES, REPOSITORY, read } from "./_pages.ts";

const READMES = globSync("{provider,plugin,policy,review,smoke,emulator}/README.md", {
  cwd: REPOSITORY,
});
const written = packagePages();

/** The file of a page of the site. */
const fileOf = (path: string) =>
  [`docs/${path}.md`, `docs/${path}index.md`].find(
    (file) => PAGES.includes(file) || written.has(file),
  );

describe.each(READMES)("%s", (readme) => {
  const links = linksOf(readme);
  const toSite = links.filter(({ target }) => target.startsWith(SITE));

  it("leads to the documentation, to pages that it has", () => {
    expect(toSite.length).toBeGreaterThan(0);
    for (const { target } of toSite) {
      const [path = "", anchor = ""] = target.slice(SITE.length).split("#");
      const file = fileOf(path);
      expect.soft(file, target).toBeDefined();
      if (anchor !== "") expect.soft(anchorsOf(file ?? "")).toContain(anchor);
    }
  });

  it("has no relative link out of its package, where npm would show a dead one", () => {
    const relative = links.filter(({ target }) => !/^[a-z]+:/.test(target));
    expect(relative.filter(({ target }) => !target.startsWith(`${dirname(readme)}/`))).toEqual([]);
  });
});

describe("the address of the site", () => {
  it("stands in the package.json of the repository, and everything else follows from it", () => {
    expect(SITE).toMatch(/^https:\/\/[a-z-]+\.github\.io\/[a-z-]+\/$/);
    expect(SITE.endsWith(BASE)).toBe(true);
    expect(SOURCE).toMatch(/^https:\/\/github\.com\/[a-z-]+\/[a-z-]+$/);
    const sources = globSync("{tools/site/**/*.ts,docs/.vitepress/*.ts,.github/workflows/*.yml}", {
      cwd: REPOSITORY,
    });
    expect(sources.length).toBeGreaterThan(15);
    expect(sources.filter((path) => read(path).includes(SITE))).toEqual([]);
  });

  it("is the same wherever a text names it", () => {
    const texts = ["README.md", ...READMES, ...PAGES].map((path) => [path, read(path)] as const);
    const named = texts.flatMap(([path, text]) =>
      [...text.matchAll(/https:\/\/[\w-]+\.github\.io\/[\w-]*\/?/g)].map(([url]) => ({
        path,
        url,
      })),
    );
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter(({ url }) => url !== SITE)).toEqual([]);
  });
});

describe("the pages that only the site has", () => {
  it.each([...written])("%s has at most 12 KB of prose", (_path, text) => {
    const prose = text.replaceAll(/^```[^\n]*\n[\s\S]*?^```$/gm, "").replaceAll(/^\|.*$/gm, "");
    expect(Buffer.byteLength(prose)).toBeLessThanOrEqual(12 * 1024);
  });

  it("are those of the packages, of severities and of habits", () => {
    expect([...written.keys()].sort()).toEqual([
      "docs/emulator/habits.md",
      ...["ci", "emulator", "plugin", "policy", "provider", "review", "severities", "smoke"].map(
        (name) => `docs/packages/${name}.md`,
      ),
    ]);
  });
});
