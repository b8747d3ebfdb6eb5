import { runTwoAtATime, type Step } from "./run-two-at-a-time.ts";

const NODE = [process.execPath, "-r", "./tools/pulumi/src/check-node.cjs"] as const;
const ROOMS = [
  ...["provider", "plugin", "policy", "review", "emulator", "smoke"],
  ...["examples", "tools", "test", "bench"],
];
// What tsc found last time saves it most of its work where little has changed.
const CACHE = "node_modules/.cache/check";
const types = (project: string, name: string) =>
  [
    "tsc",
    "--noEmit",
    "-p",
    project,
    "--incremental",
    "--tsBuildInfoFile",
    `${CACHE}/${name}`,
  ] as const;

/** What the others need: types and resolved imports are of the built packages. */
const FIRST: Step[] = [
  { name: "build", command: ["npm", "run", "--silent", "build"] },
  { name: "format and lint", command: ["biome", "check", "."] },
];

/** The longest first. */
const THEN: Step[] = [
  { name: "types", command: types(".", "root.tsbuildinfo") },
  {
    name: "import rules",
    command: ["depcruise", "--config", ".dependency-cruiser.cjs", ...ROOMS],
  },
  { name: "packages", command: [...NODE, "tools/release/check.ts"] },
  { name: "types of the examples", command: types("examples", "examples.tsbuildinfo") },
  {
    name: "types of the emulator's scripts",
    command: types("emulator/tsconfig.assets.json", "assets.tsbuildinfo"),
  },
];

for (const steps of [FIRST, THEN]) {
  const failed = await runTwoAtATime(steps);
  for (const { name, output } of failed) console.error(`${name}:\n${output}\n`);
  if (failed.length === 0) continue;
  process.exitCode = 1;
  break;
}
