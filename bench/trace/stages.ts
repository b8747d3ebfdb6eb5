import { readFile } from "node:fs/promises";
import { median, sum } from "../statistics.ts";

/** What one traced run of our program spent its time on. All times in milliseconds. */
export interface Breakdown {
  /** Stages that follow each other and add up to the whole run. */
  readonly stages: readonly Stage[];
  /** Parts of the stages, which may overlap. */
  readonly details: readonly Stage[];
}

export interface Stage {
  readonly name: string;
  readonly value: number;
}

interface Note {
  readonly what: string;
  readonly begin: number;
  readonly end: number;
}

/** Reads what the preload wrote during a run that lasted from `begin` to `end`. */
export async function readBreakdown(
  file: string,
  { begin, end }: { begin: number; end: number },
): Promise<Breakdown> {
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  const notes = lines.map((line) => JSON.parse(line) as Note);
  const all = (what: string) => notes.filter((note) => note.what === what);
  const one = (what: string) => {
    const [note] = all(what);
    if (note === undefined) throw new Error(`the trace holds no "${what}"`);
    return note;
  };
  const checks = all("provider.check");
  const creates = all("provider.create");
  const lastCreate = Math.max(...creates.map((note) => note.end));
  // The official language host is not a Node.js process: then its start is part of the next stage.
  const host = all("host.process")[0]?.begin ?? begin;

  const marks: [name: string, at: number][] = [
    ["engine starts, until the language host's process begins", host],
    ["language host starts, until the program's process begins", one("program.process").begin],
    ["Node.js and the Pulumi SDK load, until the program's first line", one("program.body").begin],
    ["our package loads in the program", one("program.package").end],
    ["the program's own lines", one("program.body").end],
    ["provider process starts, until the first check", one("provider.check").begin],
    ["checks and creates", lastCreate],
    ["from the last create to the end of the program", one("program.exit").end],
    ["from there to the end of the command", end],
  ];
  let previous = begin;
  const stages = marks.map(([name, at]) => {
    const until = Math.max(previous, at);
    const value = until - previous;
    previous = until;
    return { name, value };
  });
  return { stages, details: detailsOf(one, checks, creates) };
}

function detailsOf(
  one: (what: string) => Note,
  checks: readonly Note[],
  creates: readonly Note[],
): Stage[] {
  const times = (list: readonly Note[]) => list.map(({ begin, end }) => end - begin);
  const provider = one("provider.process").begin;
  return [
    {
      name: "program's last line to the provider's process",
      value: provider - one("program.body").end,
    },
    { name: "provider's process until it listens", value: one("provider.listens").end - provider },
    {
      name: "it listens until the first check",
      value: one("provider.check").begin - one("provider.listens").end,
    },
    { name: "of which our module loads", value: sum(times([one("provider.module")])) },
    { name: "all checks together", value: sum(times(checks)) },
    { name: "first create (loads the HTTP client)", value: times(creates)[0] ?? Number.NaN },
    { name: "create, median", value: median(times(creates)) },
    { name: "all creates together", value: sum(times(creates)) },
    {
      name: "first create begins to last create begins",
      value:
        Math.max(...creates.map(({ begin }) => begin)) -
        Math.min(...creates.map(({ begin }) => begin)),
    },
  ];
}
