import { posix } from "node:path";
import { SOURCE } from "./places.ts";

/** Files of the repository that the site has as a page, by path, and their pages below `docs`. */
const PAGES_OF_FILES: Readonly<Record<string, string>> = {
  "README.md": "index.md",
  "emulator/README.md#habits": "emulator/habits.md",
  "policy/RULES.md": "policies/rules/index.md",
  "policy/RULES.md#what-is-judged": "policies/configuration.md#what-is-judged",
  "review/SEVERITIES.md": "packages/severities.md",
  ...Object.fromEntries(
    ["provider", "plugin", "policy", "review", "smoke", "emulator", "ci"].map((name) => [
      `${name}/README.md`,
      `packages/${name}.md`,
    ]),
  ),
};

/**
 * Where a link of a page leads on the site: files outside of `docs` have a page there, or are shown by the
 * repository's host.
 *
 * @param page its path below `docs`.
 * @param href as the page has it.
 */
export function siteLink(page: string, href: string): string {
  if (/^([a-z]+:|#|\/)/.test(href)) return href;
  const [file = "", anchor] = href.split("#");
  const target = posix.join("docs", posix.dirname(page), file);
  if (target.startsWith("docs/")) return href;
  const hash = anchor === undefined ? "" : `#${anchor}`;
  const exactly = PAGES_OF_FILES[`${target}${hash}`];
  const found = exactly ?? PAGES_OF_FILES[target];
  if (found === undefined) return `${SOURCE}/blob/main/${target}${hash}`;
  const path = posix.relative(posix.dirname(page), found);
  return `${path.startsWith(".") ? path : `./${path}`}${exactly === undefined ? hash : ""}`;
}

/**
 * A text for another place in the repository: its relative links lead where they led.
 *
 * @param from the path of the text's file.
 * @param to the path of the file that gets it.
 */
export function moved(text: string, from: string, to: string): string {
  return text.replaceAll(/\]\((?!#|[a-z]+:)([^)#\s]+)/g, (_all, file: string) => {
    const target = posix.join(posix.dirname(from), file);
    return `](${posix.relative(posix.dirname(to), target)}`;
  });
}
