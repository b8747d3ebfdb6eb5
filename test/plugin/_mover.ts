import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import { expect } from "vitest";
import { engineEnvironment } from "../../tools/pulumi/src/environment.ts";
import { type Engine, provideEngine } from "../../tools/pulumi/src/index.ts";
import { backendFiles } from "../e2e/_backend-files.ts";
import type { Cli } from "../e2e/_cli.ts";
import { REPOSITORY } from "../e2e/_process.ts";
import type { StateResource } from "../e2e/_stack.ts";
import { DOORS } from "./_programs.ts";

export type Door = keyof typeof DOORS;

/** A program that gets its classes from the module that the variable DOOR names, and its stack. */
export class Mover {
  readonly #cli: Cli;
  readonly #folder: string;
  readonly #names: { project: string; stack: string };
  readonly #engine: Engine;

  private constructor(
    cli: Cli,
    folder: string,
    names: { project: string; stack: string },
    engine: Engine,
  ) {
    this.#cli = cli;
    this.#folder = folder;
    this.#names = names;
    this.#engine = engine;
  }

  /** Makes the stack. */
  static async start(
    cli: Cli,
    folder: string,
    names: { project: string; stack: string },
  ): Promise<Mover> {
    const mover = new Mover(cli, folder, names, await provideEngine());
    await mover.pulumi("dynamic", "stack", "init", names.stack);
    return mover;
  }

  /** Runs a command that has to succeed; gives what it printed. */
  async pulumi(door: Door, ...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.#run(door, args);
    expect(exitCode, `${args.join(" ")}\n${stdout.slice(-3000)}${stderr}`).toBe(0);
    return stdout;
  }

  /** Ends the engine by SIGKILL as soon as the state on disk has so many clients of the plugin. */
  async killMoving(moved: number): Promise<void> {
    const running = this.#run("plugin", ["up", "--yes", "--skip-preview"]);
    for (;;) {
      // A state that is just being written cannot be read.
      const resources = await this.resources().catch(() => []);
      if (resources.filter(({ type }) => isOfPlugin(type)).length >= moved) break;
      await delay(2);
    }
    running.kill("SIGKILL");
    expect(await running).toMatchObject({ signal: "SIGKILL" });
    await this.pulumi("plugin", "cancel", "--yes");
  }

  /** What the program exported, secrets in clear. */
  async outputs(door: Door): Promise<Record<string, string[]>> {
    return JSON.parse(await this.pulumi(door, "stack", "output", "--json", "--show-secrets"));
  }

  /** The resources of either door, as the backend keeps them. */
  async resources(): Promise<StateResource[]> {
    const { project, stack } = this.#names;
    const { deployment } = await backendFiles(this.#cli.backend, project, stack).state();
    const resources: StateResource[] = deployment.resources;
    return resources.filter(({ type }) => isOfPlugin(type) || type.includes("/stytch:"));
  }

  #run(door: Door, args: readonly string[]) {
    const variables = { ...process.env, ...this.#cli.environment, DOOR: DOORS[door] };
    const common = ["--cwd", this.#folder, "--color", "never", "--non-interactive"];
    return execa(this.#engine.command, [...common, ...args], {
      env: engineEnvironment(REPOSITORY, variables, this.#engine),
      extendEnv: false,
      stdin: "ignore",
      reject: false,
    });
  }
}

export function isOfPlugin(type: string): boolean {
  return type.startsWith("stytch:index:");
}
