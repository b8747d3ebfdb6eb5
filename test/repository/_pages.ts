import { globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

export const REPOSITORY = resolve(import.meta.dirname, "../..");

export const read = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");

/** Pages that Pulumi's registry shows, in its own dialect, and those that only a build writes. */
const OTHERS = [
  "docs/_index.md",
  "docs/installation-configuration.md",
  /^docs\/packages\//,
  "docs/emulator/habits.md",
];

/** The pages of the site that are in the repository, by their paths. */
export const PAGES = globSync("docs/**/*.md", {
  cwd: REPOSITORY,
  exclude: (path) => /(^|[/\\])(node_modules|dist|public)$/.test(path),
})
  .map((path) => path.replaceAll("\\", "/"))
  .filter(
    (path) =>
      !OTHERS.some((other) => (typeof other === "string" ? other === path : other.test(path))),
  )
  .sort();

/** A page without the lines at its top that only the generator of the site reads. */
export const textOf = (path: string) => read(path).replace(/^---\n[\s\S]*?\n---\n/, "");

const CODE = /^```[^\n]*\n[\s\S]*?^```$/gm;

/** A page without its blocks of code: what someone reads from beginning to end. */
export const proseOf = (path: string) => textOf(path).replaceAll(CODE, "");

interface Block {
  readonly path: string;
  readonly language: string;
  readonly code: string;
}

/** The blocks of code of a page, in their order. */
export function blocksOf(path: string): Block[] {
  return [...textOf(path).matchAll(/^```(\S*)[^\n]*\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", code = ""]) => ({ path, language, code }),
  );
}

export interface Link {
  /** The file that it leads to, from the root of the repository, or a URL. */
  readonly target: string;
  /** The heading there; empty for the top. */
  readonly anchor: string;
}

const linksOfFiles = new Map<string, readonly Link[]>();

/** The links and pictures of a Markdown file. */
export function linksOf(path: string): readonly Link[] {
  const links = linksOfFiles.get(path) ?? readLinks(path);
  linksOfFiles.set(path, links);
  return links;
}

function readLinks(path: string): Link[] {
  const html = micromark(textOf(path), {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, url = ""]) => {
    if (/^[a-z]+:/.test(url)) return { target: url, anchor: "" };
    const [file = "", anchor = ""] = decodeURI(url).split("#");
    return { target: file === "" ? path : join(dirname(path), file), anchor };
  });
}

/** The ids of the headings of a page, as the site and GitHub make them. */
export function anchorsOf(path: string): string[] {
  return [...proseOf(path).matchAll(/^##+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 _-]/g, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}
