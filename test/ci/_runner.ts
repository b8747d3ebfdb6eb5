import { chmod, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { REPOSITORY, run } from "../e2e/_process.ts";
import { ACTION, GITLAB_JOBS, type Step, WORKFLOWS } from "./_files.ts";

/** What a job finds around it. */
export interface Surroundings {
  /** The checkout, in which its steps run. */
  readonly folder: string;
  readonly temp: string;
  readonly env: Readonly<Record<string, string>>;
  /** What stands for the expressions of its workflow, by their text. */
  readonly expressions: Readonly<Record<string, string>>;
}

export interface JobResult {
  readonly succeeded: boolean;
  readonly output: string;
  /** Actions that were used, without those of this repository; they did nothing. */
  readonly used: readonly string[];
  readonly summary: string;
}

/** In the place of npm and npx: installed are the packages of this repository. */
const PROGRAMS = {
  npm: `#!/bin/sh
case "$*" in
  *"--prefix stytch-review"*) into=stytch-review/node_modules/.bin ;;
  *) into=node_modules/.bin ;;
esac
case "$*" in
  *"--ignore-scripts"*"stytch-connected-apps-review@"*)
    mkdir -p "$into"
    printf '#!/bin/sh\nexec "%s" "%s/review/bin/stytch-review.js" "$@"\n' "$NODE" "$REPOSITORY" > "$into/stytch-review"
    chmod +x "$into/stytch-review"
    ;;
esac
echo "npm $*"
`,
  npx: `#!/bin/sh
name=$1
shift
case "$name" in
  stytch-smoke) exec "$NODE" "$REPOSITORY/smoke/dist/cli.js" "$@" ;;
  stytch-review) exec "$NODE" "$REPOSITORY/review/bin/stytch-review.js" "$@" ;;
esac
exit 127
`,
} as const;

/** @returns a folder with what stands for npm and npx. */
export async function standInPrograms(folder: string): Promise<string> {
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  for (const [name, text] of Object.entries(PROGRAMS)) {
    await writeFile(join(bin, name), text);
    await chmod(join(bin, name), 0o755);
  }
  return bin;
}

/** Runs a job as a runner of GitHub does: its own steps, and those of our action. */
export async function runJob(
  workflow: string,
  job: string,
  surroundings: Surroundings,
): Promise<JobResult> {
  const { env = {}, jobs = {} } = WORKFLOWS[workflow] ?? {};
  const steps = jobs[job]?.steps;
  if (steps === undefined) throw new Error(`${workflow} has no job ${job}`);
  const temp = await mkdtemp(join(surroundings.temp, "job-"));
  const files = {
    GITHUB_OUTPUT: join(temp, "output"),
    GITHUB_PATH: join(temp, "path"),
    GITHUB_STEP_SUMMARY: join(temp, "summary"),
  };
  for (const path of Object.values(files)) await writeFile(path, "");
  const state = {
    ...surroundings,
    temp,
    env: {
      ...env,
      ...surroundings.env,
      ...files,
      RUNNER_TEMP: temp,
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: join(REPOSITORY, "ci"),
      NODE: process.execPath,
      REPOSITORY,
    },
    output: "",
    used: [] as string[],
    succeeded: true,
    outputs: {} as Record<string, string>,
  };
  await runSteps(steps, state, { "runner.temp": temp });
  const { succeeded, output, used } = state;
  return { succeeded, output, used, summary: await readFile(files.GITHUB_STEP_SUMMARY, "utf8") };
}

/** Runs the script of a job as a runner of GitLab does: its lines in one shell. */
export async function runGitlabJob(
  name: string,
  { folder, env }: Pick<Surroundings, "folder" | "env">,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { script = [], variables = {} } = GITLAB_JOBS[name] ?? {};
  const { code, stdout, stderr } = await run("bash", ["-eo", "pipefail", "-c", script.join("\n")], {
    cwd: folder,
    env: { ...variables, ...env, NODE: process.execPath, REPOSITORY },
  });
  return { code, output: `${stdout}${stderr}` };
}

interface State extends Surroundings {
  succeeded: boolean;
  output: string;
  readonly used: string[];
  readonly outputs: Record<string, string>;
  readonly env: Record<string, string>;
}

type Expressions = Readonly<Record<string, string>>;

async function runSteps(steps: readonly Step[], state: State, local: Expressions): Promise<void> {
  for (const step of steps) {
    const { if: condition = "", uses, run: script } = step;
    if (!state.succeeded && !condition.includes("always()")) continue;
    const value = (text: string) =>
      filled(text, { ...state.expressions, ...state.outputs, ...local });
    const given = Object.entries(step.with ?? {}).map(([name, one]) => [name, value(String(one))]);
    if (uses?.startsWith("pulumi-stytch/")) {
      await runSteps(ACTION.runs.steps, state, inputsOf(Object.fromEntries(given), local, state));
      continue;
    }
    if (uses !== undefined) state.used.push(uses.replace(/@.*/, ""));
    if (script !== undefined) await runScript(step, script, state, value);
  }
}

function inputsOf(given: Expressions, local: Expressions, state: State): Expressions {
  const names = Object.entries(ACTION.inputs).map(([name, { default: text = "" }]) => [
    `inputs.${name}`,
    given[name] ?? filled(text, { ...state.expressions, ...local }),
  ]);
  return { ...local, ...Object.fromEntries(names) };
}

async function runScript(
  step: Step,
  script: string,
  state: State,
  value: (text: string) => string,
): Promise<void> {
  const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, value(text)]);
  const added = (await readFile(state.env.GITHUB_PATH ?? "", "utf8")).split("\n").filter(Boolean);
  const PATH = [...added, state.env.PATH].join(delimiter);
  const { code, stdout, stderr } = await run(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
    {
      cwd: value(step["working-directory"] ?? state.folder),
      env: { ...state.env, PATH, ...Object.fromEntries(env) },
    },
  );
  state.output += `${stdout}${stderr}`;
  if (code !== 0) state.succeeded = false;
  const said = await readFile(state.env.GITHUB_OUTPUT ?? "", "utf8");
  for (const [, name = "", one = ""] of said.matchAll(/^(\w+)=(.*)$/gm)) {
    if (step.id !== undefined) state.outputs[`steps.${step.id}.outputs.${name}`] ??= one;
  }
}

function filled(text: string, expressions: Expressions): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_whole, name: string) => {
    const found = expressions[name];
    if (found === undefined) throw new Error(`what is ${name}?`);
    return found;
  });
}
