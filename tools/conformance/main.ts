/**
 * `npm run conformance`: the official Python SDK, unchanged, against the emulator. Its virtual
 * environment is created once, in `.pulumi-local`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { createEmulator } from "stytch-connected-apps-emulator";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const VENV = join(REPOSITORY, ".pulumi-local/conformance");
const PYTHON = join(VENV, "bin/python");

/** Installs the SDK where it is missing; returns the Python that has it. */
async function providePython(): Promise<string> {
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  const mark = join(VENV, "installed.txt");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return PYTHON;
  await run("python3", ["-m", "venv", "--clear", VENV], "Python 3 with its venv module is needed");
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  await run(PYTHON, [...install, "-r", REQUIREMENTS], "the SDK could not be installed");
  writeFileSync(mark, wanted);
  return PYTHON;
}

async function run(command: string, args: string[], problem: string): Promise<void> {
  const { failed, shortMessage } = await execa(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    reject: false,
  });
  if (failed) {
    console.error(`npm run conformance: ${problem} (${shortMessage}).`);
    process.exit(2);
  }
}

const python = await providePython();
const emulator = await createEmulator({ port: 0 });
try {
  const { exitCode = 1 } = await execa(python, [join(import.meta.dirname, "flows.py")], {
    input: JSON.stringify({ projects: emulator.projects }),
    stdout: "inherit",
    stderr: "inherit",
    reject: false,
  });
  process.exitCode = exitCode;
} finally {
  await emulator.close();
}
