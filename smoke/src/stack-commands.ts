import type { StackPlace } from "./target.ts";

/** A text whose `pulumi up` commands act on a stack, wherever someone runs them. */
export function inStack(text: string, { name, cwd }: StackPlace = {}): string {
  const flags = [
    ...(cwd === undefined ? [] : [`--cwd ${quoted(cwd)}`]),
    ...(name === undefined ? [] : [`--stack ${quoted(name)}`]),
  ];
  return text.replace(/\bpulumi up(?: --refresh)?/g, (command) => [command, ...flags].join(" "));
}

/** For a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
