import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { evaluate } from "../../policy/src/evaluate.ts";
import { rules } from "../../policy/src/index.ts";
import { EXEMPTIONS } from "../../policy/src/pack-findings.ts";
import { type Cli, startCli } from "../e2e/_cli.ts";
import {
  appsOf,
  type CorpusCase,
  placesOf,
  readCorpus,
  reportedAt,
  reportedOf,
  resourceOf,
} from "./_corpus.ts";
import { stateWith } from "./_state.ts";

let cli: Cli;
let folder: string;
beforeAll(async () => {
  cli = await startCli({});
  folder = await mkdtemp(join(tmpdir(), "stytch-corpus-"));
});
afterAll(async () => {
  await cli.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A state is judged, never corrected; and its engine refuses some configurations before the pack does. */
const corpus = readCorpus().filter(({ expected }) =>
  expected.every(
    (place) =>
      !place.startsWith("remediate ") && (place.includes(".") || place.endsWith(` ${EXEMPTIONS}`)),
  ),
);

const POLICIES = [...rules.map(({ name }) => name), EXEMPTIONS];

function isAbout(rule: string, { expected }: CorpusCase): boolean {
  return expected.some((place) => place.split(" ")[1] === rule);
}

/** Cases by what a run of the engine can judge at once: those of one configuration. */
function runs(): CorpusCase[][] {
  const byConfiguration = Map.groupBy(corpus, ({ configuration }) => JSON.stringify(configuration));
  const large = [...byConfiguration.values()].filter(({ length }) => length > 2);
  const missing = POLICIES.filter((name) => !large.flat().some((one) => isAbout(name, one)));
  const firsts = missing.flatMap((name) => corpus.find((one) => isAbout(name, one)) ?? []);
  return [...large.flatMap((cases) => apart(cases.map(renamed))), ...firsts.map((one) => [one])];
}

/**
 * Few states in which no case disturbs another: rules over all clients of a stack compare those of
 * different cases, too. What the library finds in them together tells which ones have to move.
 */
function apart(cases: readonly CorpusCase[]): CorpusCase[][] {
  const together = evaluate(cases.flatMap(appsOf), cases[0]?.configuration);
  const places = Map.groupBy(placesOf(together.map(reportedOf)), clientAt);
  const [alone = [], disturbed = []] = [true, false].map((isAlone) =>
    cases.filter((one) => {
      const own = one.clients.flatMap(({ name }) => places.get(name) ?? []);
      const expected = one.expected.filter((place) => clientAt(place) !== undefined);
      return isAlone === (own.toSorted().join() === expected.toSorted().join());
    }),
  );
  if (alone.length === 0) return cases.map((one) => [one]);
  return disturbed.length === 0 ? [alone] : [...apart(alone), ...apart(disturbed)];
}

/** The client of a place of the corpus, if it names one. */
function clientAt(place: string): string | undefined {
  return / ([a-z0-9-]+)\./.exec(place)?.[1];
}

/** The same case with other names, so that many stand in one state; only for clients that no configuration names. */
function renamed({ clients, expected, ...rest }: CorpusCase, index: number): CorpusCase {
  return {
    ...rest,
    clients: clients.map((client) => ({ ...client, name: `${index}-${client.name}` })),
    expected: expected.map((place) => place.replace(/ ([a-z0-9-]+)\./, ` ${index}-$1.`)),
  };
}

const eventSchema = z.object({
  policyEvent: z.object({
    resourceUrn: z.string(),
    policyName: z.string(),
    enforcementLevel: z.string(),
    message: z.string(),
  }),
});

/** What `pulumi policy analyze` reports on a state, in the form of the corpus. */
async function analyze(cases: readonly CorpusCase[]): Promise<string[]> {
  const state = join(folder, "state.json");
  const settings = join(folder, "config.json");
  await writeFile(state, stateWith(cases.flatMap(({ clients }) => clients.map(resourceOf))));
  await writeFile(settings, JSON.stringify(cases[0]?.configuration));
  const { stdout, stderr } = await cli.pulumi(
    ...["policy", "analyze", "--json", "--policy-pack", "policy"],
    ...["--policy-pack-config", settings, "--file", state],
  );
  const events = stdout.split("\n").filter(Boolean);
  expect(events.at(-1), stderr).toContain("summaryEvent");
  const reported = events.flatMap((line) => {
    const { data } = eventSchema.safeParse(JSON.parse(line));
    if (data === undefined) return [];
    const { enforcementLevel, policyName, resourceUrn, message } = data.policyEvent;
    const own = message.slice(message.indexOf("\n") + 1);
    return [reportedAt(enforcementLevel, policyName, resourceUrn, own)];
  });
  return placesOf(reported);
}

describe("the engine, on a state", () => {
  const sample = runs();

  it("has a sample of at least 40 cases, with something of every policy", () => {
    const cases = sample.flat();
    expect(cases.length).toBeGreaterThanOrEqual(40);
    for (const name of POLICIES)
      expect(
        cases.some((one) => isAbout(name, one)),
        name,
      ).toBe(true);
  });

  it.each(
    sample.map((cases) => [cases.length, JSON.stringify(cases[0]?.configuration), cases] as const),
  )("judges %i cases with the configuration %s", async (_count, _, cases) => {
    expect(await analyze(cases)).toEqual(cases.flatMap(({ expected }) => expected).toSorted());
  });
});
