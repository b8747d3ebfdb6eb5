import { globSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blocksOf, read } from "./_pages.ts";

const readme = read("README.md");
const [ts] = blocksOf("README.md").filter(({ language }) => language === "ts");

describe("the README", () => {
  it("has at most 8 KB", () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(8192);
  });

  it("shows exactly the basic example, in at most 15 lines", () => {
    expect(ts?.code).toBe(read("examples/basic/index.ts"));
    expect(ts?.code.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  });

  it("shows a client in YAML as the example that a test runs has it", () => {
    const [yaml] = blocksOf("README.md").filter(({ language }) => language === "yaml");
    expect(yaml?.code).toMatch(/^resources:\n/);
    expect(read("plugin/docs/examples/connected-app/web.yaml")).toContain(yaml?.code);
  });

  it("says of `npm start` only what it prints", () => {
    const [shown] = blocksOf("README.md").filter(({ language }) => language === "text");
    const lines = shown?.code.trimEnd().split("\n") ?? [];
    expect(lines.length).toBeGreaterThan(7);
    const sources = globSync("tools/demo/*.ts").map(read).join("\n");
    expect(lines.filter((line) => !sources.includes(`"${line}"`))).toEqual([]);
  });

  it("begins with a picture that a test redraws from a real run", () => {
    const [, path] = /^!\[[^\]]+\]\(([^)]+)\)$/m.exec(readme) ?? [];
    expect(path).toBe("docs/refused.svg");
  });

  it("has the two commands of the tests", () => {
    expect(readme).toContain("npm ci && npm test");
  });
});
