import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../../tools/sdks/languages.ts";
import { REPOSITORY } from "../../e2e/_process.ts";

const readme = readFileSync(join(REPOSITORY, "plugin/README.md"), "utf8");

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

  test("names each language of npm run sdks", () => {
    for (const language of LANGUAGES) {
      expect.soft(readme).toMatch(new RegExp(`(?:--language |and \`)${language}\``));
    }
  });
});
