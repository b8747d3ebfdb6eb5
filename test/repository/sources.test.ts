import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const REPOSITORY = resolve(import.meta.dirname, "../..");

// Once it is compiled, Node.js 22.19 says no to letters such as é. URL.parse does not.
it("no package asks URL.canParse", () => {
  const sources = globSync("{provider,policy,review,smoke,emulator}/src/**/*.ts", {
    cwd: REPOSITORY,
  });
  expect(sources.length).toBeGreaterThan(300);
  const asking = sources.filter((file) =>
    readFileSync(resolve(REPOSITORY, file), "utf8").includes("URL.canParse"),
  );
  expect(asking).toEqual([]);
});

it("no file has more than 300 lines", () => {
  const files = globSync(
    "{provider,plugin,policy,review,smoke,emulator,examples,tools,bench,test}/**/*.{ts,mjs,js}",
    {
      cwd: REPOSITORY,
      exclude: (path) => /(^|[/\\])(node_modules|dist|\.mutation|\.pulumi-local)$/.test(path),
    },
  );
  expect(files.length).toBeGreaterThan(900);
  const linesOf = (file: string) => readFileSync(resolve(REPOSITORY, file), "utf8").split("\n");
  expect(files.filter((file) => linesOf(file).length - 1 > 300)).toEqual([]);
});
