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
  /** What the page has the reader change first, in the program of the first client. */
  readonly edit?: { readonly from: string; readonly to: string };
  /** Whether its last command has to fail. */
  readonly fails?: boolean;
}

/** `block` counts the blocks of a section from 0. */
const PARTS = [
  {
    title: "See a dangerous client refused",
    block: 0,
    shows: "connected-app-no-full-access-for-third-party",
    atMost: 3,
  },
  { title: "Your first client", block: 0, shows: "+ 2 created", atMost: 6 },
  { title: "Then", block: 0, shows: " 0 failed", atMost: 1 },
  {
    title: "Then",
    block: 1,
    edit: { from: "app.example.com", to: "app.example.org" },
    shows: "connected-app-redirect-permitted-domains",
    atMost: 1,
    fails: true,
  },
] as const;

/**
 * The parts of `docs/getting-started.md` that lead from nothing to a first client, what proves it and what refuses a
 * change of it, in order. What is left are the commands for a project of the reader's own.
 */
export async function readParts(): Promise<Part[]> {
  const page = await readFile(join(REPOSITORY, "docs/getting-started.md"), "utf8");
  return PARTS.map(({ block, ...part }) => ({
    ...part,
    commands: commandsIn(page, part.title, block),
  }));
}

/** The lines of a shell block below a heading. */
function commandsIn(page: string, title: string, block: number): string[] {
  const [, section = ""] = page.split(`\n## ${title}\n`);
  const blocks = (section.split("\n## ")[0] ?? "").matchAll(/```sh\n([^`]+)```/g);
  const [, lines] = [...blocks][block] ?? [];
  if (lines === undefined) throw new Error(`docs/getting-started.md has no commands in "${title}"`);
  return lines.trimEnd().split("\n");
}
