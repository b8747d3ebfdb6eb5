import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "../../../tools/release/packages.ts";
import { generatedPages } from "../../../tools/site/generated-pages.ts";
import { GENERATED } from "../../../tools/site/page.ts";

const pages = await generatedPages();

it.each([...pages])("%s is what `npm run docs:pages` writes", (path, text) => {
  expect(readFileSync(join(REPOSITORY, path), "utf8")).toBe(text);
});

it("no page says that it is generated without being so", () => {
  const paths = globSync("docs/**/*.md", { cwd: REPOSITORY });
  const saying = paths.filter((path) =>
    readFileSync(join(REPOSITORY, path), "utf8").includes(`\n${GENERATED}\n`),
  );
  expect(saying.filter((path) => !pages.has(path))).toEqual([]);
  expect(saying.length).toBeGreaterThan(70);
});
