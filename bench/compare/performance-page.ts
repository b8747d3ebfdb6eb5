import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promiseList, seconds } from "../report.ts";
import { median } from "../statistics.ts";
import { CONTENDERS } from "./contenders.ts";
import { MARK } from "./disturbance.ts";
import { promisesOf } from "./promises/index.ts";
import { ofLastCampaign, type Results, resultOf, type ScenarioResult } from "./results.ts";
import { conditionsTitle, type Scenario } from "./scenario.ts";
import { runsText, summaryOf } from "./summary.ts";
import { BASE, callTable, timeTable, weightTable } from "./tables.ts";

/** The page of the documentation that has the most important figures. */
const PAGE = "docs/performance.md";
const BEGIN = "<!-- written by `npm run bench -- compare --report`: begin -->";
const END = "<!-- written by `npm run bench -- compare --report`: end -->";

const REFERENCE: Scenario = { clients: 1_000, latencyMs: 20, limited: false };
const LARGE: Scenario = { ...REFERENCE, clients: 5_000 };
const SMALL: Scenario = { ...REFERENCE, clients: 100 };

/** Writes the figures of the results into the page. */
export async function writePerformancePage(repository: string, results: Results): Promise<void> {
  const file = join(repository, PAGE);
  await writeFile(file, pageWith(await readFile(file, "utf8"), results));
}

/**
 * The page with the figures of the results between its two marks.
 *
 * @throws Error if the page does not have them.
 */
export function pageWith(page: string, results: Results): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks the marks of its figures`);
  const figures = figuresOf(results).join("\n\n");
  return `${page.slice(0, begin + BEGIN.length)}\n\n${figures}\n\n${page.slice(end)}`;
}

/** What the page says of the results, in blocks of Markdown. */
export function figuresOf(results: Results): string[] {
  const reference = resultOf(results.scenarios, REFERENCE);
  const large = resultOf(results.scenarios, LARGE);
  const blocks = [
    machineText(results),
    ...(reference === undefined ? [] : ["## 1,000 clients", ...tables(reference)]),
    ...(large === undefined ? [] : ["## 5,000 clients", ...tables(large)]),
    "## Fewer clients, and a limit",
    ...fewText(results),
    "## Promises",
    "What the last run says of each:",
    promiseList(promisesOf(ofLastCampaign(results))),
  ];
  return blocks.map(narrow);
}

/** A table without the spaces that align its columns: with a column for each contender they are most of the page. */
function narrow(block: string): string {
  if (!block.startsWith("|")) return block;
  return block.replaceAll(/ {2,}/g, " ").replaceAll(/-{3,}/g, "---");
}

function machineText({ scenarios }: Results): string {
  const facts = new Map(scenarios.flatMap((each) => each.facts));
  const dates = scenarios.map(({ facts }) => new Map(facts).get("Date") ?? "").toSorted();
  const days = [...new Set([dates[0] ?? "", dates.at(-1) ?? ""].map((date) => date.slice(0, 10)))];
  const where = ["Cores", "Memory"].map((name) => facts.get(name) ?? "unknown").join("; ");
  const versions = [
    ["Node.js", facts.get("Node.js")],
    ["Pulumi", facts.get("Pulumi engine")?.split(" ")[0]],
    ["Terraform", facts.get("Terraform")],
  ].flatMap(([name, version]) => (version === undefined ? [] : [`${name} ${version}`]));
  return `Measured by \`npm run bench -- compare\`, ${days.join(" to ")}, on this machine: ${where}; ${versions.join(", ")}. Whole commands, state in local files.`;
}

function tables(result: ScenarioResult): string[] {
  const measured = new Set(result.sequences.map(({ contender }) => contender));
  const columns = CONTENDERS.filter(({ key }) => measured.has(key));
  const hasBase = measured.has(BASE);
  const times = timeTable(result, columns);
  const conditions = `${conditionsTitle(result.scenario)}, ${runsText(result)}`;
  const marked = times.includes(MARK)
    ? [`A figure with ${MARK} was disturbed by other work on the machine.`]
    : [];
  return [
    `${hasBase ? "Time as a multiple of ours in one stack" : "Time"} (${conditions}):`,
    times,
    ...marked,
    "Calls:",
    callTable(result, columns),
    "State, and the peak memory of each process:",
    weightTable(result, columns),
  ];
}

/** The least that someone with few clients, or with a limit, has to know. */
function fewText({ scenarios }: Results): string[] {
  const small = resultOf(scenarios, SMALL);
  const limited = resultOf(scenarios, { ...SMALL, limited: true });
  return [
    small && createText("With 100 clients", small),
    limited && createText("Where the API accepts 10 requests a second, 100 clients", limited),
  ].flatMap((text) => text ?? []);
}

function createText(begin: string, result: ScenarioResult): string {
  const takes = CONTENDERS.flatMap(({ key, title }) => {
    const summary = summaryOf(result, key, "create");
    if (summary === undefined) return [];
    if (summary.right) return [`${title}: ${seconds(summary.ms)}`];
    const undone = median(summary.measurements.map(({ expected, right }) => expected - right));
    return [`${title}: fails, ${undone} undone`];
  });
  return `${begin}, create: ${takes.join("; ")}.`;
}
