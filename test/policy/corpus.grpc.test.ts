import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Configuration, evaluate } from "../../policy/src/index.ts";
import {
  appsOf,
  type CorpusCase,
  DEFAULT_CLIENT,
  DOORS,
  placesOf,
  type Reported,
  readCorpus,
  reportedAt,
  reportedOf,
  resourceOf,
  sorted,
  whole,
} from "./_corpus.ts";
import {
  type AnalyzedResource,
  type Diagnostic,
  type PolicyServer,
  startPolicyServer,
} from "./_policy-server.ts";

const REPOSITORY = join(import.meta.dirname, "../..");
const PACK = join(REPOSITORY, "policy");
const TSC = join(REPOSITORY, "node_modules/typescript/bin/tsc");

let server: PolicyServer;
beforeAll(async () => {
  // The pack under test is the built one, so it has to be of these sources.
  await promisify(execFile)(process.execPath, [TSC, "--build", PACK]);
  server = await startPolicyServer(PACK, { STYTCH_PROJECT_ID: undefined });
}, 60_000);
afterAll(() => server.close());

function reported(level: string, { policy, urn, message, description }: Diagnostic): Reported {
  const isFirst = message.startsWith(`${description}\n`);
  const own = isFirst ? message.slice(description.length + 1) : message;
  return reportedAt(level, policy, urn, own);
}

/**
 * What was found. Where does not matter here, since a list that is corrected has other indices; nor does
 * the explanation, which is given once.
 */
function text({ message, description }: Diagnostic): string {
  const own = message.replace(`${description}\n`, "").replace(/\w+\[\d+\] is /, "");
  return own.replace(/^((?:"[^"]*"|[^":])+): .*/s, "$1");
}

/** Fixes and judges a client as a deployment does; what is left of it for the stack. */
async function judge(resource: AnalyzedResource): Promise<[Reported[], AnalyzedResource]> {
  const remediations = await server.remediate(resource);
  const corrected = {
    ...resource,
    properties: remediations.at(-1)?.properties ?? resource.properties,
  };
  const left = await server.analyze(corrected);
  const before = remediations.length > 0 ? await server.analyze(resource) : [];
  const gone = before.filter(
    (one) =>
      remediations.some(({ policy }) => policy === one.policy) &&
      !left.some((other) => other.policy === one.policy && text(other) === text(one)),
  );
  const at = (one: Diagnostic) => ({ ...one, urn: resource.urn });
  return [
    [
      ...gone.map((one) => reported("remediate", at(one))),
      ...left.map((one) => reported(one.level, at(one))),
    ],
    corrected,
  ];
}

let configured = "";

/** An engine configures a pack once in its life: the defaults in between leave nothing of a case. */
async function configure(configuration: Configuration): Promise<void> {
  const text = JSON.stringify(configuration);
  if (text === configured) return;
  configured = text;
  await server.configure({});
  await server.remediate(resourceOf(DEFAULT_CLIENT));
  await server.analyze(resourceOf(DEFAULT_CLIENT));
  await server.configure(configuration);
}

async function judgeAll({ clients, configuration }: CorpusCase): Promise<Reported[]> {
  await configure(configuration);
  const found: Reported[] = [];
  const resources: AnalyzedResource[] = [];
  for (const client of clients) {
    const [ofClient, corrected] = await judge(resourceOf(client));
    found.push(...ofClient);
    resources.push(corrected);
  }
  const ofStack = await server.analyzeStack(resources);
  return [...found, ...ofStack.map((one) => reported(one.level, one))];
}

const corpus = readCorpus();
const themes = [...new Set(corpus.map(({ theme }) => theme))];

describe.each(DOORS)("the policy server, on clients of %s", (_, served) => {
  describe.each(themes)("%s", (theme) => {
    it.each(corpus.filter((one) => one.theme === theme).map(served))("$title", async (one) => {
      const found = await judgeAll(one);
      expect(placesOf(found)).toEqual(one.expected.toSorted());
      const library = evaluate(appsOf(one), one.configuration).map(reportedOf);
      const all = found.map((reported) => whole(reported, library));
      expect(sorted(all)).toEqual(
        sorted(library).map(({ place, message }) => ({ place, message })),
      );
    });
  });
});

it("knows the policies of the pack, and the engine's name for each level", () => {
  const names = server.info.map(({ name }) => name);
  expect(names).toContain("connected-app-redirect-https");
  expect(server.info.find(({ name }) => name === "connected-app-redirect-count")).toEqual({
    name: "connected-app-redirect-count",
    level: "advisory",
    defaults: { max: 10, min: 1 },
  });
});
