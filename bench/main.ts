/** `npm run bench`: measures what the product promises and what it costs; see --help. */
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type BenchArguments, readArguments } from "./arguments.ts";
import { BenchError, step, UsageError } from "./failure.ts";
import { cleanUpOnSignals } from "./folders.ts";
import { machineFacts } from "./machine.ts";
import type { Fact, Measure, Section } from "./measures/measure.ts";
import { promiseList, table } from "./report.ts";

/** Loaded when they are run, so that a broken build is a message and not a stack. */
const MEASURES: Record<string, () => Promise<{ measure: Measure }>> = {
  "check-and-diff": () => import("./measures/check-and-diff.ts"),
  "provider-start": () => import("./measures/provider-start.ts"),
  plugin: () => import("./measures/plugin.ts"),
  policy: () => import("./measures/policy.ts"),
  "smoke-run": () => import("./measures/smoke-run.ts"),
  review: () => import("./measures/review.ts"),
  "emulator-pages": () => import("./measures/emulator-pages.ts"),
  engine: () => import("./measures/engine.ts"),
  creates: () => import("./measures/creates.ts"),
  compare: () => import("./measures/compare.ts"),
};

const BUILT = [
  "pulumi-stytch-connected-apps/dynamic",
  "stytch-connected-apps-emulator",
  "stytch-connected-apps-smoke",
  "pulumi-stytch-connected-apps-policy",
  "stytch-connected-apps-review",
];

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2), Object.keys(MEASURES));
  cleanUpOnSignals();
  await step("looking for the built packages", async () => requireBuilt());

  const machine = machineFacts();
  const sections: Section[] = [];
  for (const name of args.measures) {
    const say = (line: string) => console.error(`${name}: ${line}`);
    const load = MEASURES[name];
    if (load === undefined) continue;
    const { measure } = await step(`${name}: loading`, load);
    sections.push(await step(name, () => measure({ ...args, say })));
  }

  const text = report(args, machine, sections);
  console.log(text);
  if (args.output !== undefined) await writeReport(args.output, text);
  const promises = sections.flatMap((section) => section.promises);
  if (promises.some(({ kept }) => kept === false)) process.exitCode = 1;
}

function requireBuilt(): void {
  const require = createRequire(import.meta.url);
  for (const name of BUILT) {
    try {
      require.resolve(name);
    } catch {
      throw new Error(`${name} is not built; run \`npm install\`, then \`npm run build\``);
    }
  }
}

function report(
  { runs }: BenchArguments,
  machine: readonly Fact[],
  sections: readonly Section[],
): string {
  const given = process.argv.slice(2);
  const command = given.length === 0 ? "npm run bench" : `npm run bench -- ${given.join(" ")}`;
  const facts = [...machine, ...sections.flatMap((section) => section.facts)];
  const promises = sections.flatMap((section) => section.promises);
  return [
    "# Benchmark",
    `\`${command}\`, ${runs} ${runs === 1 ? "run" : "runs"} of whole processes`,
    table(
      ["machine", ""],
      facts.map(([name, value]) => [name, value]),
    ),
    ...sections.flatMap(({ title, blocks }) => [`## ${title}`, ...blocks]),
    "## Promised limits",
    promises.length === 0 ? "None was measured in this run." : promiseList(promises),
  ].join("\n\n");
}

async function writeReport(file: string, text: string): Promise<void> {
  await step(`writing ${file}`, () => writeFile(file, `${text}\n`));
}

try {
  await main();
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`bench: ${error.message}. See: npm run bench -- --help`);
    process.exitCode = 2;
  } else if (error instanceof BenchError) {
    console.error(`bench failed: ${error.message}`);
    process.exitCode = 1;
  } else throw error;
}
