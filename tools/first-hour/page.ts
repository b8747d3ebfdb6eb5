import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

export const REPOSITORY = resolve(import.meta.dirname, "../..");

/** A part of the page that is timed. */
export interface Part {
  readonly title: string;
  readonly commands: readonly string[];
  /** What its last command has to show. */
  readonly shows: string;
  /** The most commands that a newcomer should need. */
  readonly atMost: number;
}

const PARTS = [
  {
    title: "See a dangerous client refused",
    shows: "connected-app-no-full-access-for-third-party",
    atMost: 3,
  },
  { title: "Your first client", shows: "+ 2 created", atMost: 6 },
] as const;

/** The parts of `docs/getting-started.md` that lead from nothing to a first client, in order. */
export async function readParts(): Promise<Part[]> {
  const page = await readFile(join(REPOSITORY, "docs/getting-started.md"), "utf8");
  return PARTS.map((part) => ({ ...part, commands: commandsIn(page, part.title) }));
}

/** The lines of the first shell block below a heading. */
function commandsIn(page: string, title: string): string[] {
  const [, section = ""] = page.split(`\n## ${title}\n`);
  const [, block] = /```sh\n([^`]+)```/.exec(section.split("\n## ")[0] ?? "") ?? [];
  if (block === undefined) throw new Error(`docs/getting-started.md has no commands in "${title}"`);
  return block.trimEnd().split("\n");
}
