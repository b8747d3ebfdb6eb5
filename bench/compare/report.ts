import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Fact } from "../measures/measure.ts";
import { table } from "../report.ts";
import { chart } from "./chart.ts";
import { CONTENDERS } from "./contenders.ts";
import type { Results, ScenarioResult } from "./results.ts";
import { conditionsTitle, REQUESTS_PER_SECOND, type Scenario } from "./scenario.ts";
import { type Column, callTable, timeTable, weightTable } from "./tables.ts";

/** Facts that differ from one scenario to the next on the same machine. */
const FACTS_OF_A_RUN: readonly string[] = ["Date", "Load before"];

/** Writes `RESULTS.md` and its charts from all that is known. */
export async function writeReport(folder: string, results: Results): Promise<void> {
  const charts = join(folder, "charts");
  await mkdir(charts, { recursive: true });
  for (const group of byConditions(results)) {
    await writeFile(
      join(charts, chartFile(group.conditions)),
      chart(group.results, columnsOf(group.results)),
    );
  }
  await writeFile(join(folder, "RESULTS.md"), `${reportText(results)}\n`);
}

/** The whole report as Markdown. */
export function reportText(results: Results): string {
  return [
    "# Side by side",
    "Written by `npm run bench -- compare` from `results.json`; `npm run bench -- --help` says how to measure a part of it again. Ratios are taken within one run, in which all contenders take turns on one machine, except where a contender was measured apart; medians where there are several runs. Times of different machines say nothing about each other.",
    ...machines(results),
    "## Who",
    CONTENDERS.map(({ title, description }) => `* **${title}**: ${description}`).join("\n"),
    "## What",
    WHAT,
    ...byConditions(results).flatMap(conditionsSection),
  ].join("\n\n");
}

const WHAT = `Clients as a project really has them, four of five confidential, every third with a token template; programs that create one after the other. The API is the emulator of this repository, with a latency before each response and, where a section says so, a limit of ${REQUESTS_PER_SECOND} requests per second, beyond which it responds with 429. All make ten calls at a time. State is kept in a local file; the engine's is encrypted with a passphrase.

* **create**, **change** and **destroy** are one command each that does not refresh first: \`pulumi up --skip-preview\`, \`terraform apply -refresh=false\`.
* **preview** is \`pulumi preview\` and \`terraform plan -refresh=false\`; **refresh** is \`pulumi refresh\` and \`terraform apply -refresh-only\`.
* **drift**: someone changes clients by hand; one command has to find and repair it, \`pulumi up --refresh\` and \`terraform apply\`.
* **fails** means that the command failed, **misses** that it reported success although the server does not hold what is declared; the number counts the clients that it left undone. They are put right, unmeasured, before the next operation.
* 1 % is at least one client. Calls are those that the API counted.
* Memory is the peak of each process. Where program or engine has a dash beside a provider, or vice versa, only the program's and the largest were noted.`;

export function conditionsSection({ conditions, results }: Group): string[] {
  const columns = columnsOf(results);
  const title = conditionsTitle(conditions);
  return [
    `## ${title}`,
    `![Time as a multiple of ours, ${title}](charts/${chartFile(conditions)})`,
    ...results.flatMap((result) => scenarioSection(result, columns)),
  ];
}

/** The tables of one scenario. */
export function scenarioSection(result: ScenarioResult, columns = columnsOf([result])): string[] {
  const { scenario, facts, absent, sequences } = result;
  const runs = Math.max(0, ...sequences.map(({ run }) => run));
  const when = facts
    .filter(([name]) => FACTS_OF_A_RUN.includes(name))
    .map(([name, value]) => `${name.toLowerCase()} ${value}`);
  return [
    `### ${scenario.clients.toLocaleString("en")} clients, ${conditionsTitle(scenario)}`,
    `${[...when, `${runs} ${runs === 1 ? "run" : "runs"}`].join(", ")}. Time as a multiple of ours:`,
    timeTable(result, columns),
    "Calls to the API:",
    callTable(result, columns),
    weightTable(result, columns),
    ...notes(absent, sequences),
  ];
}

function notes(absent: ScenarioResult["absent"], sequences: ScenarioResult["sequences"]): string[] {
  const failures = sequences.flatMap(({ contender, measurements }) =>
    measurements.flatMap(({ operation, failure }) =>
      failure === undefined ? [] : [`* ${contender}, ${operation}: ${failure}`],
    ),
  );
  const lines = [
    ...new Set(failures),
    ...new Set(
      sequences.flatMap(({ contender, apart }) =>
        apart === undefined ? [] : [`* ${contender} was measured apart from the others: ${apart}.`],
      ),
    ),
    ...absent.map(({ contender, reason }) => `* ${contender} took no part: ${reason}.`),
    ...sequences.flatMap(({ contender, run, stopped }) =>
      stopped === undefined ? [] : [`* ${contender} ended early in run ${run}: ${stopped}.`],
    ),
  ];
  return lines.length === 0 ? [] : [lines.join("\n")];
}

/** Results of the same conditions, few clients first. */
export interface Group {
  readonly conditions: Omit<Scenario, "clients">;
  readonly results: readonly ScenarioResult[];
}

function byConditions({ scenarios }: Results): Group[] {
  const groups = Map.groupBy(scenarios, ({ scenario }) => chartFile(scenario));
  return [...groups.values()].flatMap((results) => {
    const [first] = results;
    return first === undefined ? [] : [{ conditions: first.scenario, results }];
  });
}

function chartFile({ latencyMs, limited }: Omit<Scenario, "clients">): string {
  return `${latencyMs}-ms${limited ? "-limited" : ""}.svg`;
}

/** Those contenders that something was measured of, in the order of the report. */
function columnsOf(results: readonly ScenarioResult[]): Column[] {
  const measured = new Set(
    results.flatMap(({ sequences }) => sequences.map(({ contender }) => contender)),
  );
  return CONTENDERS.filter(({ key }) => measured.has(key));
}

/** One table for each machine, with what was measured on it where there are several. */
function machines({ scenarios }: Results): string[] {
  const lasting = (facts: readonly Fact[]) =>
    facts.filter(([name]) => !FACTS_OF_A_RUN.includes(name));
  const groups = [
    ...Map.groupBy(scenarios, ({ facts }) => JSON.stringify(lasting(facts))).values(),
  ];
  return groups.flatMap((group) => {
    const rows = lasting(group[0]?.facts ?? []).map(([name, value]) => [name, value]);
    const names = group.map(
      ({ scenario }) =>
        `${scenario.clients.toLocaleString("en")} clients, ${conditionsTitle(scenario)}`,
    );
    const which = groups.length === 1 ? [] : [`Measured on it: ${names.join("; ")}.`];
    return [table(["machine", ""], rows), ...which];
  });
}
