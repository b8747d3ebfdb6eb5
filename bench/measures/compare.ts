import { mkdir } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { provideEngine } from "../../tools/pulumi/src/index.ts";
import { campaignFor, withEnd } from "../compare/campaign.ts";
import { writePerformancePage } from "../compare/performance-page.ts";
import { promisesOf } from "../compare/promises/index.ts";
import { scenarioSection, writeReport } from "../compare/report.ts";
import {
  NO_RESULTS,
  ofLastCampaign,
  type Results,
  readResults,
  resultOf,
  type ScenarioResult,
  withCampaign,
  withScenario,
  writeResults,
} from "../compare/results.ts";
import { allRivals } from "../compare/rivals/index.ts";
import type { Rival } from "../compare/rivals/rival.ts";
import { runScenario } from "../compare/run-scenario.ts";
import { scenarioTitle } from "../compare/scenario.ts";
import { startApi } from "../contenders/api.ts";
import { step } from "../failure.ts";
import { REPOSITORY, withFolder } from "../folders.ts";
import { machineFacts } from "../machine.ts";
import { buildPluginSdk } from "../plugin-sdk.ts";
import type { CompareOptions, Fact, Measure, MeasureOptions, Section } from "./measure.ts";

/** Long enough that a share of a tenth is not chance. */
const QUIET_MS = 1_000;

/** All contenders, all operations, under all conditions of the plan. */
export const measure: Measure = async (options) => {
  const { into, reportOnly } = options.compare;
  await mkdir(into, { recursive: true });
  if (reportOnly) return reportAgain(into);
  return withFolder((folder) => {
    let sdk: Promise<string> | undefined;
    return measureAll(options, () => {
      sdk ??= step("building the SDK of the plugin", () => buildPluginSdk(folder));
      return sdk;
    });
  });
};

async function reportAgain(into: string): Promise<Section> {
  const results = await step("reading the results", () => readResults(resultsFile(into)));
  await writeReport(into, results);
  await finish(into, results);
  return sectionOf(results, [], []);
}

async function measureAll(
  { compare, say }: MeasureOptions,
  pluginSdk: () => Promise<string>,
): Promise<Section> {
  const { plan, isWhole, into, resume } = compare;
  const loadBefore = loadavg()[0] ?? 0;
  const file = resultsFile(into);
  const old = await step("reading the results so far", () => readResults(file));
  const engine = await step("providing the engine", () => provideEngine());
  const { rivals, absent, facts } = await ready(compare, pluginSdk, say);
  const engineFact: Fact = ["Pulumi engine", `${engine.version} (${engine.origin})`];
  const factsNow = (): Fact[] => [...machineFacts(), engineFact, ...facts];
  let campaign = campaignFor({ results: old, resume, facts: factsNow(), loadBefore });
  let known = isWhole && !resume ? NO_RESULTS : old;
  const found: ScenarioResult[] = [];
  const api = await startApi(0);
  try {
    for (const planned of plan) {
      const title = scenarioTitle(planned.scenario);
      const save = async (result: ScenarioResult) => {
        campaign = withEnd(campaign);
        known = withCampaign(withScenario(known, result), campaign);
        await writeResults(file, known);
        await writeReport(into, known);
      };
      const options = {
        ...{ engine, api, planned, rivals, absent, save, campaign: campaign.id, quietMs: QUIET_MS },
        facts: factsNow(),
        done: resume ? resultOf(ofLastCampaign(known), planned.scenario) : undefined,
        say: (line: string) => say(`${title}: ${line}`),
      };
      found.push(await step(title, () => runScenario(options)));
    }
  } finally {
    await api.close();
  }
  known = withCampaign(known, { ...withEnd(campaign), complete: true });
  await writeResults(file, known);
  await writeReport(into, known);
  await finish(into, known);
  return sectionOf(known, found, facts);
}

function resultsFile(into: string): string {
  return join(into, "results.json");
}

/** The page of the documentation tells of this repository's own results only. */
async function finish(into: string, results: Results): Promise<void> {
  if (into === join(REPOSITORY, "bench")) await writePerformancePage(REPOSITORY, results);
}

function sectionOf(
  results: Results,
  found: readonly ScenarioResult[],
  facts: readonly Fact[],
): Section {
  return {
    title: "Side by side",
    blocks: found.flatMap((result) => scenarioSection(result)),
    promises: promisesOf(ofLastCampaign(results)),
    facts,
  };
}

/** Those of the plan that this machine can run, and why it cannot run the others. */
async function ready(
  { plan }: CompareOptions,
  pluginSdk: () => Promise<string>,
  say: (line: string) => void,
) {
  const wanted = new Set(plan.flatMap(({ parts }) => parts.map(({ contender }) => contender)));
  const rivals: Rival[] = [];
  const absent: { contender: string; reason: string }[] = [];
  const facts: Fact[] = [];
  for (const rival of allRivals(pluginSdk)) {
    if (!wanted.has(rival.key)) continue;
    say(`getting ${rival.key} ready`);
    const reason = await step(`getting ${rival.key} ready`, async () => rival.prepare?.());
    if (reason === undefined) {
      rivals.push(rival);
      facts.push(...((await rival.facts?.()) ?? []));
    } else {
      say(`${rival.key} takes no part: ${reason}`);
      absent.push({ contender: rival.key, reason });
    }
  }
  return { rivals, absent, facts };
}
