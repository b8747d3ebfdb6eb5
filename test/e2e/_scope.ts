import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EmulatorOptions } from "stytch-connected-apps-emulator";
import { afterAll, afterEach, onTestFinished } from "vitest";
import { type Cli, startCli } from "./_cli.ts";
import { linkPackages, projectLines } from "./_door.ts";
import { copyExample, type ExampleCopy } from "./_example-copy.ts";
import { type Killer, startKiller } from "./_killer.ts";
import { startProject, type TestProject } from "./_project.ts";
import { credentials, type StackOptions, startStack, type TestStack } from "./_stack.ts";

/** Starts what tests on the engine need, and ends all of it: see the functions below for when. */
export class Scope {
  readonly #ends: (() => Promise<unknown>)[] = [];

  /** Ends what was started, the latest first; what fails to end keeps nothing else alive. */
  async end(): Promise<void> {
    const errors: unknown[] = [];
    for (let end = this.#ends.pop(); end; end = this.#ends.pop()) {
      await end().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw new AggregateError(errors, `not ended: ${errors.join("; ")}`);
  }

  /** Runs `end` before the end of all that was started until now. */
  defer(end: () => Promise<unknown>): void {
    this.#ends.push(end);
  }

  async project(options?: EmulatorOptions, vertical?: "consumer" | "b2b"): Promise<TestProject> {
    return this.keep(await startProject(options, vertical), (project) => project.close());
  }

  /** A stack of the Automation API. */
  async stack(project: TestProject, options?: StackOptions): Promise<TestStack> {
    return this.keep(await startStack(project, options), (stack) => stack.remove());
  }

  /** The command line, pointed to a project. */
  async cli(project: TestProject, environment: Record<string, string> = {}): Promise<Cli> {
    const cli = await startCli({ ...credentials(project), ...environment });
    return this.keep(cli, () => cli.remove());
  }

  async killer(): Promise<Killer> {
    return this.keep(await startKiller(), (killer) => killer.remove());
  }

  async example(name: string): Promise<ExampleCopy> {
    return this.keep(await copyExample(name), (example) => example.remove());
  }

  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "stytch-e2e-"));
    return this.keep(folder, () => rm(folder, { recursive: true, force: true }));
  }

  /**
   * The folder of a Pulumi program that uses the packages of this repository: in JavaScript, for which the
   * compiler is not loaded, if there is no `tsconfig.json`.
   */
  async program(name: string, files: Record<string, string> = {}): Promise<string> {
    const folder = await this.folder();
    await linkPackages(folder);
    const options = "tsconfig.json" in files ? "" : "\n  options: { typescript: false }";
    const settings = `name: ${name}\nruntime:\n  name: nodejs${options}\n${projectLines()}`;
    const all = { "Pulumi.yaml": settings, ...files };
    for (const [path, text] of Object.entries(all)) await writeFile(join(folder, path), text);
    return folder;
  }

  /** Has `end` called on something that was started; gives it back. */
  keep<Started>(started: Started, end: (started: Started) => Promise<unknown>): Started {
    this.defer(() => end(started));
    return started;
  }
}

/** Ends after the last test of the file, or of the `describe` that calls it. */
export function suiteScope(): Scope {
  const scope = new Scope();
  afterAll(() => scope.end());
  return scope;
}

/** Ends after each test of the file, or of the `describe` that calls it. */
export function eachTestScope(): Scope {
  const scope = new Scope();
  afterEach(() => scope.end());
  return scope;
}

/** Ends after the test that calls it. */
export function testScope(): Scope {
  const scope = new Scope();
  onTestFinished(() => scope.end());
  return scope;
}
