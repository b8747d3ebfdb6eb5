/**
 * `npm run conformance`: the official Python SDK, unchanged, against the emulator. Its virtual
 * environment is made once, in `.pulumi-local`.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createEmulator } from "stytch-connected-apps-emulator";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const VENV = join(REPOSITORY, ".pulumi-local/conformance");
const PYTHON = join(VENV, "bin/python");

/** Installs the SDK where it is missing; returns the Python that has it. */
function providePython(): string {
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  const mark = join(VENV, "installed.txt");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return PYTHON;
  run("python3", ["-m", "venv", "--clear", VENV], "Python 3 with its venv module is needed");
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  run(PYTHON, [...install, "-r", REQUIREMENTS], "the SDK could not be installed");
  writeFileSync(mark, wanted);
  return PYTHON;
}

function run(command: string, args: string[], problem: string): void {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) {
    console.error(`npm run conformance: ${problem}${error ? ` (${error.message})` : ""}.`);
    process.exit(2);
  }
}

const python = providePython();
const emulator = await createEmulator({ port: 0 });
try {
  const child = spawn(python, [join(import.meta.dirname, "flows.py")], {
    stdio: ["pipe", "inherit", "inherit"],
  });
  child.stdin.end(JSON.stringify({ projects: emulator.projects }));
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await emulator.close();
}
