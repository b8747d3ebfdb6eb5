import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { FleetError } from "./fleet-error.ts";
import type { Listed } from "./plan.ts";

/** A resource as a state holds it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** Whether it is left over from a replacement, and still to be deleted. */
  readonly delete?: boolean;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface State {
  /** Of the last change, RFC 3339. */
  readonly time: string;
  readonly resources: readonly StateResource[];
}

/** The commands of Pulumi that run no program. */
export interface PulumiCli {
  /** The stacks of the project. */
  stacks(): Promise<readonly Listed[]>;
  /** The tags of a stack that exists. */
  tags(stack: string): Promise<Readonly<Record<string, string>>>;
  setTag(stack: string, name: string, value: string): Promise<void>;
  removeTag(stack: string, name: string): Promise<void>;
  /** With secrets encrypted. */
  state(stack: string): Promise<State>;
  move(from: string, to: string, urns: readonly string[]): Promise<void>;
  /** Removes a resource from a state, and from nowhere else. */
  forget(stack: string, urn: string): Promise<void>;
  /** Deletes the locks of a stack. */
  cancel(stack: string): Promise<void>;
  /** Removes a stack without resources. */
  removeStack(stack: string): Promise<void>;
}

const MOST_OUTPUT = 1 << 30;

/** Of a command. */
interface Failure {
  readonly stderr?: string;
  readonly signal?: string | null;
  readonly code?: number | string | null;
  readonly message: string;
}

/** The message of a failure repeats all arguments, which may be 100,000 characters. */
function messageOf({ stderr = "", signal, code, message }: Failure): string {
  if (stderr.trim() !== "") return stderr.trim();
  if (signal) return `it was ended by ${signal}`;
  return typeof code === "number" ? `it ended with ${code}` : message;
}

/** @param folder with the `Pulumi.yaml` of the project. */
export function pulumiCli(folder: string, environment: NodeJS.ProcessEnv): PulumiCli {
  async function run(...args: string[]): Promise<string> {
    const options = { cwd: folder, env: environment, maxBuffer: MOST_OUTPUT };
    try {
      const all = [...args, "--non-interactive", "--color", "never"];
      return (await promisify(execFile)("pulumi", all, options)).stdout;
    } catch (error) {
      const failure = error as Failure;
      if (failure.code === "ENOENT") {
        throw new FleetError(
          "There is no pulumi on PATH; install it: https://www.pulumi.com/docs/install/",
        );
      }
      const reason = messageOf(failure);
      throw new FleetError(`pulumi ${args.slice(0, 2).join(" ")} failed: ${reason}`);
    }
  }
  return {
    async stacks() {
      return JSON.parse(await run("stack", "ls", "--json"));
    },
    async tags(stack) {
      return JSON.parse(await run("stack", "tag", "ls", "--json", "--stack", stack)) ?? {};
    },
    async setTag(stack, name, value) {
      await run("stack", "tag", "set", name, value, "--stack", stack);
    },
    async removeTag(stack, name) {
      await run("stack", "tag", "rm", name, "--stack", stack);
    },
    async state(stack) {
      const { deployment } = JSON.parse(await run("stack", "export", "--stack", stack));
      return { time: deployment.manifest.time, resources: deployment.resources ?? [] };
    },
    async move(from, to, urns) {
      await run("state", "move", "--source", from, "--dest", to, "--yes", ...urns);
    },
    async forget(stack, urn) {
      await run("state", "delete", urn, "--stack", stack, "--yes");
    },
    async cancel(stack) {
      await run("cancel", "--yes", "--stack", stack);
    },
    async removeStack(stack) {
      await run("stack", "rm", stack, "--yes", "--preserve-config");
    },
  };
}
