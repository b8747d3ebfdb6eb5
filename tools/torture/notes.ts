import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { table } from "../../bench/report.ts";
import type { Outcome } from "./outcome.ts";

export const NOTES = resolve(import.meta.dirname, "../../bench/TORTURE.md");

const HEAD = `# Torture

Written by \`npm run torture\`: the last run of each kind. \`npm run torture -- --help\` says what they do.

`;

const BROKEN = "**broken**";

/** The kinds whose last run found something wrong. */
export function brokenKinds(notes: string): string[] {
  return sectionsOf(notes).flatMap(([kind, body]) => (body.includes(BROKEN) ? [kind] : []));
}

/** Puts the result of a run in the place of the former one of the same kind. */
export async function note(kind: string, command: string, outcome: Outcome): Promise<void> {
  const sections = new Map(sectionsOf(await readFile(NOTES, "utf8").catch(() => "")));
  const rows = [
    ["date", `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`],
    ["command", `\`${command}\``],
    ["Node.js", process.versions.node],
    ["result", outcome.isGood ? "everything held" : BROKEN],
  ];
  const facts = outcome.facts.map((fact) => `* ${fact}`).join("\n");
  sections.set(kind, `${table([kind, ""], rows)}\n\n${facts}\n`);
  const bodies = [...sections].map(([title, body]) => `## ${title}\n\n${body}`);
  await writeFile(NOTES, HEAD + bodies.join("\n"));
}

function sectionsOf(text: string): [kind: string, body: string][] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = "", ...lines] = section.split("\n");
      return [title, `${lines.join("\n").trim()}\n`];
    });
}
