import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { REPOSITORY } from "../../e2e/_process.ts";

const EXAMPLES = join(REPOSITORY, "plugin/docs/examples");

export interface DocExample {
  /** As a name in every language. */
  readonly name: string;
  readonly text: string;
}

/** The examples of the documentation in a language, by the ending of their files. */
export async function docExamples(ending: string): Promise<DocExample[]> {
  const paths = globSync(`*/*.${ending}`, { cwd: EXAMPLES }).sort();
  expect(paths.length).toBeGreaterThan(5);
  return Promise.all(
    paths.map(async (path) => ({
      name: `${dirname(path)}_${path.split("/").at(-1)?.replace(`.${ending}`, "")}`.replaceAll(
        "-",
        "_",
      ),
      text: await readFile(join(EXAMPLES, path), "utf8"),
    })),
  );
}
