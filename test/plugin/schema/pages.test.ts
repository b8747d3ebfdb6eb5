import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES_OF_ENDINGS } from "../../../plugin/schema/examples.ts";
import { PAGES, pageText, withParts } from "../../../plugin/schema/pages.ts";
import { REPOSITORY, SCHEMA } from "./_schema.ts";

// It has no types.
const { load } = createRequire(import.meta.url)("js-yaml") as { load(text: string): unknown };

const MANIFEST = JSON.parse(readFileSync(join(REPOSITORY, "plugin/package.json"), "utf8"));

/** What is written between the marks of a part. */
function part(name: string, manifest = MANIFEST): string {
  const text = `Before.\n<!-- generated: ${name} -->\nold\n<!-- /generated -->\nAfter.\n`;
  const [before, after] = [
    `Before.\n<!-- generated: ${name} -->\n`,
    "<!-- /generated -->\nAfter.\n",
  ];
  const written = withParts(REPOSITORY, manifest, text);
  expect(written.startsWith(before) && written.endsWith(after)).toBe(true);
  return written.slice(before.length, -after.length);
}

describe.each(PAGES)("%s", (page) => {
  const text = readFileSync(join(REPOSITORY, page), "utf8");

  test("is what `node plugin/scripts/write-docs.mjs` writes", () => {
    expect(text).toBe(pageText(REPOSITORY, page));
  });

  test("begins with what the registry wants to know", () => {
    const [, head = ""] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
    expect(load(head)).toEqual({
      title: expect.stringContaining("Stytch Connected Apps"),
      meta_desc: expect.stringMatching(/^.{50,160}$/),
      layout: "package",
    });
  });

  test("has an example in every language", () => {
    for (const language of Object.values(LANGUAGES_OF_ENDINGS)) {
      expect.soft(text).toContain(`\`\`\`${language}\n`);
      expect.soft(text).toContain(`{{% choosable language ${language} %}}`);
    }
  });
});

test("the first page names all resources and functions", () => {
  const text = readFileSync(join(REPOSITORY, "docs/_index.md"), "utf8");
  const tokens = [...Object.keys(SCHEMA.resources), ...Object.keys(SCHEMA.functions)];
  const names = tokens.map((token) => token.split(":").at(-1));
  expect(names.filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([]);
});

test("the settings are those of the schema, a secret among them", () => {
  const table = part("configuration");
  for (const [name, { description }] of Object.entries(SCHEMA.config.variables)) {
    expect.soft(table).toContain(`| \`stytch:${name}\` |`);
    expect.soft(table).toContain(description);
  }
  expect(table).toContain("| `stytch:secret` | secret |");
  expect(table).toContain("| `stytch:allowDestructive` | list of strings |");
});

test("without a repository the plugin comes from a file, and else from the repository's releases", () => {
  const install = `pulumi plugin install resource stytch ${MANIFEST.version} `;
  const unplaced = { ...MANIFEST, repository: undefined };
  expect(part("plugin", unplaced)).toContain(
    `${install}--file pulumi-resource-stytch-v${MANIFEST.version}-`,
  );
  const repository = { url: "git+https://github.com/acme/pulumi-stytch.git" };
  const released = part("plugin", { ...MANIFEST, repository });
  expect(released).toContain(`${install}--server github://api.github.com/acme/pulumi-stytch\n`);
});

test("a part that does not exist is refused by its name", () => {
  expect(() => part("settings")).toThrow('"<!-- generated: settings -->": there is no such part');
  expect(() => part("connected-app/none")).toThrow("connected-app/none.ts");
});

test("the logo that the schema would name exists", () => {
  expect(existsSync(join(REPOSITORY, "docs/logo.svg"))).toBe(true);
});
