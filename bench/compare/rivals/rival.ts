import type { Engine } from "../../../tools/pulumi/src/index.ts";
import type { DeclaredClient } from "../../clients.ts";
import type { WireClient } from "../../contenders/api.ts";
import type { StateFacts } from "../../contenders/state-file.ts";
import type { Fact } from "../../measures/measure.ts";
import type { ContenderKey } from "../contenders.ts";
import type { Operation } from "../scenario.ts";

/** A way to manage the same clients. */
export interface Rival {
  readonly key: ContenderKey;
  /** Makes ready, once, what it needs. @returns why this machine cannot run it, if so. */
  prepare?(): Promise<string | undefined>;
  /** Versions of what only this way needs. */
  facts?(): Promise<readonly Fact[]>;
  /** Lays out a project in an empty folder. */
  open(stage: Stage): Promise<Session>;
}

/** What a rival gets for one sequence of operations. */
export interface Stage {
  readonly folder: string;
  readonly engine: Engine;
  /** Credentials and address of the API as environment variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly limited: boolean;
  /** How many clients there will be. */
  readonly clients: number;
}

export interface Session {
  /** Changes the program of the person. */
  declare(clients: readonly DeclaredClient[]): Promise<void>;
  /** Undefined for what this way does not offer. */
  command(operation: Operation): Command | undefined;
  /** Brings an unfinished project to the declared state; it is not measured. */
  readonly complete: Command | undefined;
  /** Undefined where there is none, or none yet. */
  state(clients: readonly WireClient[]): Promise<StateFacts | undefined>;
  /** Ends what was started for it. */
  close?(): Promise<void>;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads the time from what the command printed, where its own start does not count. */
  readonly readMs?: (stdout: string) => number;
}

/** Requests that are in flight at once, for all. */
export const CONCURRENCY = 10;
