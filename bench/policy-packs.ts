import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { ConnectedApp } from "pulumi-stytch-connected-apps";
import { type AnalyzedResource, startPolicyServer } from "../test/policy/_policy-server.ts";
import { declareClients, withPropertyNames } from "./clients.ts";

/** What was measured of one process that serves a policy pack. */
export interface PackRun {
  /** From the start of the process to the response about the first client. */
  readonly startMs: number;
  /** One `Analyze` each. */
  readonly analyzeMs: readonly number[];
  /** One `Remediate` each. */
  readonly remediateMs: readonly number[];
  /** One `AnalyzeStack` over all clients, divided by their number. */
  readonly stackMsPerClient: number;
  /** Policies of the pack. */
  readonly policies: number;
  /** Violations that it reported on all clients: none means that it did not judge them. */
  readonly violations: number;
}

/** Clients that are judged before those that count: code is slow at first. */
const WARM_UP = 500;

/** Starts a pack as the engine does and has it judge `count` clients, one after the other. */
export async function runPack(packDir: string, count: number): Promise<PackRun> {
  const clients = declareClients(WARM_UP + count).map(asResource);
  const begin = performance.now();
  const server = await startPolicyServer(packDir, { STYTCH_PROJECT_ID: undefined });
  try {
    await server.configure({});
    const [first] = clients;
    if (first !== undefined) await server.analyze(first);
    const startMs = performance.now() - begin;
    const remediateMs: number[] = [];
    const analyzeMs: number[] = [];
    let violations = 0;
    for (const client of clients) {
      remediateMs.push(await timed(() => server.remediate(client)));
      const analysis = async () => {
        violations += (await server.analyze(client)).length;
      };
      analyzeMs.push(await timed(analysis));
    }
    const judged = clients.slice(WARM_UP);
    await server.analyzeStack(judged);
    const stackMs = await timed(() => server.analyzeStack(judged));
    return {
      startMs,
      analyzeMs: analyzeMs.slice(WARM_UP),
      remediateMs: remediateMs.slice(WARM_UP),
      stackMsPerClient: stackMs / count,
      policies: server.info.length,
      violations,
    };
  } finally {
    await server.close();
  }
}

/** A pack of as many policies that do nothing: what remains is the work of the policy SDK. */
export async function writeIdlePack(folder: string, policies: number): Promise<string> {
  const packDir = join(folder, `idle-${policies}`);
  await mkdir(packDir);
  const manifest = { name: "idle", version: "1.0.0", main: "index.js" };
  const program = `const { PolicyPack } = require("@pulumi/policy");
const policies = Array.from({ length: ${policies} }, (_, index) => ({
  name: "idle-" + index,
  description: "Does nothing.",
  enforcementLevel: "mandatory",
  validateResource() {},
}));
new PolicyPack("idle", { policies });
`;
  await writeFile(join(packDir, "package.json"), JSON.stringify(manifest));
  await writeFile(join(packDir, "PulumiPolicy.yaml"), "runtime: nodejs\nmain: index.js\n");
  await writeFile(join(packDir, "index.js"), program);
  return packDir;
}

/** A declared client as the engine hands it to a policy pack. */
function asResource(client: ReturnType<typeof declareClients>[number]): AnalyzedResource {
  const { name, fields } = withPropertyNames(client);
  return {
    type: ConnectedApp.__pulumiType,
    name,
    urn: `urn:pulumi:prod::shop::${ConnectedApp.__pulumiType}::${name}`,
    properties: { ...fields, __provider: "exports.handler=()=>({})" },
    options: { protect: true, additionalSecretOutputs: ["clientSecret"] },
    provider: { "stytch:projectId": "project-live-00000000-0000-4000-8000-000000000000" },
  };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await action();
  return performance.now() - begin;
}
