import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promiseList, table } from "../report.ts";
import { FACTS_OF_A_RUN, lastingFacts } from "./campaign.ts";
import { canBeDrawn, chart } from "./chart.ts";
import { CONTENDERS } from "./contenders.ts";
import { disturbanceNotes, loadBefore, MARK } from "./disturbance.ts";
import { promisesOf } from "./promises/index.ts";
import { lastCampaign, ofLastCampaign, type Results, type ScenarioResult } from "./results.ts";
import { conditionsTitle, REQUESTS_PER_SECOND, type Scenario, scenarioTitle } from "./scenario.ts";
import { runsText } from "./summary.ts";
import { type Column, callTable, timeTable, weightTable } from "./tables.ts";

/** Writes `RESULTS.md` and its charts from all that is known. */
export async function writeReport(folder: string, results: Results): Promise<void> {
  const charts = join(folder, "charts");
  await mkdir(charts, { recursive: true });
  const drawn = byConditions(results).flatMap(drawnOf);
  for (const { file, svg } of drawn) await writeFile(join(charts, file), svg);
  const files = new Set(drawn.map(({ file }) => file));
  for (const file of await readdir(charts)) {
    if (file.endsWith(".svg") && !files.has(file)) await rm(join(charts, file));
  }
  await writeFile(join(folder, "RESULTS.md"), `${reportText(results)}\n`);
}

function drawnOf({ conditions, results }: Group): { file: string; svg: string }[] {
  const shown = results.filter(canBeDrawn);
  if (shown.length === 0) return [];
  return [{ file: chartFile(conditions), svg: chart(shown, columnsOf(shown)) }];
}

/** The whole report as Markdown. */
export function reportText(results: Results): string {
  return [
    "# Side by side",
    `Written by \`npm run bench -- compare\` from \`results.json\`; \`npm run bench -- --help\` says how to measure a part of it again. Ratios are taken within one turn, in which all contenders follow each other on one machine, except where a contender was measured apart; medians where there are several turns. Where one contender had more turns than another, a table compares those that both had, and a promise the medians of all. Times of different machines say nothing about each other. A figure with ${MARK} was disturbed: other processes used more than a tenth of the machine during it or just before, or two turns of the same thing took very different times.`,
    ...campaignText(results),
    ...machines(results),
    "## Promises",
    "What this product promises, and what the last run says of it.",
    promiseList(promisesOf(ofLastCampaign(results))),
    "## Who",
    CONTENDERS.map(({ title, description }) => `* **${title}**: ${description}`).join("\n"),
    "## What",
    WHAT,
    ...byConditions(results).flatMap(conditionsSection),
  ].join("\n\n");
}

function campaignText(results: Results): string[] {
  const campaign = lastCampaign(results);
  if (campaign === undefined) return [];
  const { id, end, resumed, complete } = campaign;
  const all = new Set(
    results.scenarios.flatMap(({ sequences }) => sequences.map((each) => each.campaign)),
  );
  const whole = all.size === 1 ? "All of it is of" : "The last run is";
  const parts = [
    `${whole} one run, ${id}, which ended at ${end}`,
    ...(resumed > 0
      ? [`after ${resumed} ${resumed === 1 ? "interruption" : "interruptions"}`]
      : []),
    ...(complete ? [] : ["**before it was complete**"]),
  ];
  const load = loadBefore(campaign, results.scenarios, processorsOf(results));
  return [`${parts.join(", ")}.`, ...(load === undefined ? [] : [load])];
}

/** As the facts of the machine have them: `2 (AMD EPYC), linux x64`. */
function processorsOf({ scenarios }: Results): number {
  const cores = scenarios.at(-1)?.facts.find(([name]) => name === "Cores")?.[1] ?? "";
  return Number.parseInt(cores, 10) || 1;
}

const WHAT = `Clients as a project really has them, four of five confidential, every third with a token template; programs that create one after the other. The API is the emulator of this repository, with a latency before each response and, where a section says so, a limit of ${REQUESTS_PER_SECOND} requests per second, beyond which it responds with 429. All make ten calls at a time, but for the fleet. State is kept in a local file; the engine's is encrypted with a passphrase.

* **create**, **change** and **destroy** are one command each that does not refresh first: \`pulumi up --skip-preview\`, \`terraform apply -refresh=false\`.
* **again** is the command of create once more, with nothing changed: what a pipeline does most days.
* **preview** is \`pulumi preview\` and \`terraform plan -refresh=false\`; **refresh** is \`pulumi refresh\` and \`terraform apply -refresh-only\`.
* **drift**: someone changes clients by hand; one command has to find and repair it, \`pulumi up --refresh\` and \`terraform apply\`.
* **fails** means that the command failed, **misses** that it reported success although the server does not hold what is declared; the number counts the clients that it left undone. They are put right, unmeasured, before the next operation.
* A dash is for what a contender does not offer, or what was not measured: with 1,000 clients and more, not everyone does everything, since each operation takes minutes.
* 1 % is at least one client. Calls are those that the API counted.
* Memory is the peak of each process.`;

export function conditionsSection({ conditions, results }: Group): string[] {
  const title = conditionsTitle(conditions);
  return [
    `## ${title}`,
    ...(results.some(canBeDrawn)
      ? [`![Time as a multiple of ours, ${title}](charts/${chartFile(conditions)})`]
      : []),
    ...results.flatMap((result) => scenarioSection(result)),
  ];
}

/** The tables of one scenario. */
export function scenarioSection(result: ScenarioResult, columns = columnsOf([result])): string[] {
  const { scenario, facts, absent, sequences } = result;
  const when = facts
    .filter(([name]) => FACTS_OF_A_RUN.includes(name))
    .map(([name, value]) => `${name.toLowerCase()} ${value}`);
  return [
    `### ${scenarioTitle(scenario)}`,
    `${[...when, runsText(result)].join(", ")}. ${canBeDrawn(result) ? "Time as a multiple of ours" : "Time"}:`,
    timeTable(result, columns),
    ...marked(disturbanceNotes(result, columns)),
    "Calls to the API:",
    callTable(result, columns),
    weightTable(result, columns),
    ...notes(absent, sequences),
  ];
}

function marked(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.join("\n")];
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
  const groups = [
    ...Map.groupBy(scenarios, ({ facts }) => JSON.stringify(lastingFacts(facts))).values(),
  ];
  return groups.flatMap((group) => {
    const rows = lastingFacts(group[0]?.facts ?? []).map(([name, value]) => [name, value]);
    const names = group.map(({ scenario }) => scenarioTitle(scenario));
    const which = groups.length === 1 ? [] : [`Measured on it: ${names.join("; ")}.`];
    return [table(["machine", ""], rows), ...which];
  });
}
