import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Deployment,
  LocalWorkspace,
  PulumiCommand,
  type PulumiFn,
} from "@pulumi/pulumi/automation/index.js";
import { inject } from "vitest";
import { backendFiles } from "./_backend-files.ts";
import { PROJECT_SETTINGS } from "./_door.ts";
import { REPOSITORY, run } from "./_process.ts";
import type { TestProject } from "./_project.ts";

/** What a command of the engine did. */
export interface Outcome {
  readonly ok: boolean;
  /** Everything that it printed, and the error that ended it. */
  readonly output: string;
  /** Steps by kind, e.g. `{ create: 2, same: 1 }`; empty if the command failed. */
  readonly changes: Record<string, number>;
  /** The values that the program exported. */
  readonly outputs: Record<string, { value: unknown; secret: boolean }>;
}

/** A resource in the state, as `pulumi stack export` prints it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly dependencies?: string[];
  readonly initErrors?: string[];
  readonly additionalSecretOutputs?: string[];
  readonly sourcePosition?: string;
  readonly stackTrace?: { readonly sourcePosition?: string }[];
}

export interface TestStack {
  /** The project's folder, which holds nothing but its settings. */
  readonly folder: string;
  /** Where the backend keeps state, history and backups. */
  readonly backend: string;
  up(program: PulumiFn, flags?: Flags): Promise<Outcome>;
  preview(program: PulumiFn, flags?: Flags): Promise<Outcome>;
  refresh(): Promise<Outcome>;
  destroy(flags?: Pick<Flags, "continueOnError">): Promise<Outcome>;
  /** Empties the state without a command: what it held is left alone. */
  forget(): Promise<void>;
  /** Removes every lock of the stack. */
  cancel(): Promise<Outcome>;
  setConfig(key: string, value: string, secret?: boolean): Promise<void>;
  state(): Promise<Deployment>;
  /** The Connected Apps of the state by the name of their resource. */
  apps(): Promise<Record<string, StateResource>>;
  /** The id of one of them. @throws Error if the state does not hold it. */
  idOf(name: string): Promise<string>;
  remove(): Promise<void>;
}

export interface Flags {
  readonly policyPacks?: string[];
  /** Files with the configuration of each pack. */
  readonly policyPackConfigs?: string[];
  readonly diff?: boolean;
  readonly continueOnError?: boolean;
  /** URNs of the resources that alone take part. */
  readonly target?: string[];
}

export interface StackOptions {
  readonly name?: string;
  readonly projectName?: string;
  /** Set in the environment of the engine; `undefined` removes. */
  readonly environment?: Record<string, string>;
  /** A backend shared with another stack. Default: its own. */
  readonly backend?: string;
}

/** The environment variables that point the provider to a project. */
export function credentials(project: TestProject): Record<string, string> {
  return {
    STYTCH_PROJECT_ID: project.projectId,
    STYTCH_SECRET: project.secret,
    STYTCH_API_URL: project.url,
    // The emulator shows at once what was written.
    STYTCH_READ_LAG_SECONDS: "0",
  };
}

let command: Promise<PulumiCommand> | undefined;

/** A stack on the real engine whose program is a function of the test. */
export async function startStack(
  project: TestProject,
  options: StackOptions = {},
): Promise<TestStack> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-e2e-"));
  const backend = options.backend ?? (await mkdtemp(join(tmpdir(), "stytch-backend-")));
  // The provider's process looks for the package from here.
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  const root = inject("engineRoot");
  command ??= PulumiCommand.get(root === undefined ? {} : { root });
  const pulumiCommand = await command;
  const { name: stackName = "test", projectName = "e2e" } = options;
  const envVars = {
    PULUMI_HOME: join(backend, "home"),
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...credentials(project),
    ...options.environment,
  };
  const isInFiles = options.environment?.PULUMI_BACKEND_URL === undefined;
  const isNew = isInFiles && options.backend === undefined;
  const stack = await LocalWorkspace[isNew ? "createStack" : "createOrSelectStack"](
    {
      stackName,
      projectName,
      program: async () => {},
    },
    {
      workDir: folder,
      pulumiCommand,
      projectSettings: {
        ...PROJECT_SETTINGS,
        name: projectName,
        runtime: "nodejs",
        backend: { url: pathToFileURL(backend).href },
      },
      envVars,
    },
  );

  const settings = { color: "never", suppressProgress: true } as const;

  async function outcome(
    action: (onOutput: (text: string) => void) => Promise<Partial<Outcome>>,
  ): Promise<Outcome> {
    let output = "";
    try {
      const result = await action((text) => {
        output += text;
      });
      return { ok: true, changes: {}, outputs: {}, ...result, output };
    } catch (error) {
      return { ok: false, changes: {}, outputs: {}, output: `${output}\n${error}` };
    }
  }

  const files = backendFiles(backend, projectName, stackName);
  const empty = isNew ? await readFile(files.path) : undefined;

  /** Encrypted, as the backend keeps it: Stack.exportStack() would decrypt the secrets. */
  async function exportState(): Promise<Deployment> {
    if (isInFiles) return files.state();
    const command = ["stack", "export", "--stack", stackName, "--non-interactive"];
    const { stdout } = await run(pulumiCommand.command, command, { cwd: folder, env: envVars });
    return JSON.parse(stdout) as Deployment;
  }

  async function apps(): Promise<Record<string, StateResource>> {
    const { deployment } = await exportState();
    const resources: StateResource[] = deployment.resources ?? [];
    return Object.fromEntries(
      resources
        .filter(({ type }) => type.endsWith(":ConnectedApp"))
        .map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]),
    );
  }

  // The Automation API starts three more commands after each one, for what a test seldom asks.
  let exports = false;
  const outputsOf = stack.outputs.bind(stack);
  stack.outputs = async () => (exports ? await outputsOf() : {});
  if (isInFiles) stack.info = files.lastUpdate;

  return {
    folder,
    backend,
    up: (program, flags) =>
      outcome(async (onOutput) => {
        // By way of a promise: a frame of this file would count as one of the program's.
        const observed = () =>
          Promise.resolve()
            .then(program)
            .then((outputs) => {
              exports = outputs !== undefined;
              return outputs;
            });
        const options = { ...settings, ...flags, program: observed, onOutput };
        const { summary, outputs } = await stack.up(options);
        return { changes: summary.resourceChanges ?? {}, outputs };
      }),
    preview: (program, flags) =>
      outcome(async (onOutput) => {
        const { changeSummary } = await stack.preview({ ...settings, ...flags, program, onOutput });
        return { changes: changeSummary };
      }),
    refresh: () =>
      outcome(async (onOutput) => {
        const { summary } = await stack.refresh({ ...settings, onOutput });
        return { changes: summary.resourceChanges ?? {} };
      }),
    destroy: (flags) =>
      outcome(async (onOutput) => {
        const { summary } = await stack.destroy({ ...settings, ...flags, onOutput });
        return { changes: summary.resourceChanges ?? {} };
      }),
    cancel: () =>
      outcome(async () => {
        await stack.cancel();
        return {};
      }),
    async setConfig(key, value, secret = false) {
      if (secret) return stack.setConfig(key, { value, secret });
      // As the command writes it.
      const settings = await stack.workspace.stackSettings(stackName);
      settings.config = { ...settings.config, [key]: value };
      await stack.workspace.saveStackSettings(stackName, settings);
    },
    async forget() {
      if (empty === undefined) throw new Error("the state is not this stack's own");
      await writeFile(files.path, empty);
    },
    state: exportState,
    apps,
    async idOf(name) {
      const { id } = (await apps())[name] ?? {};
      if (!id) throw new Error(`no ${name} in the state`);
      return id;
    },
    async remove() {
      await Promise.all([
        rm(folder, { recursive: true, force: true }),
        rm(backend, { recursive: true, force: true }),
      ]);
    },
  };
}
