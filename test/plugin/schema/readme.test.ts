import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../../tools/sdks/languages.ts";
import { REPOSITORY } from "../../e2e/_process.ts";

const FILE = join(REPOSITORY, "plugin/README.md");
const readme = readFileSync(FILE, "utf8");

describe("the plugin's README", () => {
  test.each([
    ["ts", "ts"],
    ["python", "py"],
    ["yaml", "yaml"],
  ])("shows in %s the example of the documentation, which tests run", (language, ending) => {
    const example = readFileSync(
      join(REPOSITORY, `plugin/docs/examples/connected-app/web.${ending}`),
      "utf8",
    );
    const start = `\`\`\`${language}\n`;
    expect(readme).toContain(`${start}${example}\`\`\`\n`);
  });

  test("links only to files and headings that exist", () => {
    const links = [...readme.matchAll(/\]\(((?!https?:)[^)#]*)(?:#([^)]+))?\)/g)];
    expect(links.length).toBeGreaterThan(4);
    for (const [, path = "", anchor] of links) {
      const file = path === "" ? FILE : join(dirname(FILE), path);
      expect.soft(existsSync(file), path).toBe(true);
      if (anchor === undefined) continue;
      const headings = [...readFileSync(file, "utf8").matchAll(/^##+ (.+)$/gm)].map(
        ([, heading = ""]) =>
          heading
            .toLowerCase()
            .replace(/[^a-z0-9 -]/g, "")
            .replaceAll(" ", "-"),
      );
      expect.soft(headings, path).toContain(anchor);
    }
  });

  test("names each language of npm run sdks", () => {
    for (const language of LANGUAGES) {
      expect.soft(readme).toMatch(new RegExp(`(?:--language |and \`)${language}\``));
    }
  });
});
