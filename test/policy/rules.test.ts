import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../policy/src/rules/index.ts";
import { rulesDocument } from "../../policy/src/rules-document.ts";

describe("the rules", () => {
  it("have unique names with the common prefix", () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^connected-app-[a-z-]+$/);
  });

  it.each(rules)(
    "$name is written whole in the file of its rule, so that a search finds it",
    (rule) => {
      const file = rule.name.replace("connected-app-", "").replace(/^post-logout-/, "redirect-");
      const path = resolve(import.meta.dirname, `../../policy/src/rules/${file}.ts`);
      expect(readFileSync(path, "utf8")).toContain(`"${rule.name}"`);
    },
  );

  it("name their source", () => {
    for (const { source } of rules) expect(new URL(source).protocol).toBe("https:");
  });

  it.each(rules)("$name: every parameter has a default and a description", ({ config }) => {
    expect(config.safeParse({}).success).toBe(true);
    expect(config.safeParse({ nonsense: 1 }).success).toBe(false);
    for (const [name, field] of Object.entries(config.shape))
      expect((field as { description?: string }).description, name).toMatch(/\.$/);
  });

  it("stand in RULES.md as they are (else run node policy/scripts/write-rules.mjs)", () => {
    const path = resolve(import.meta.dirname, "../../policy/RULES.md");
    expect(readFileSync(path, "utf8")).toBe(rulesDocument(rules));
  });
});
