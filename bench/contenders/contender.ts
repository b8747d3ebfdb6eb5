import { type DeclaredClient, withPropertyNames } from "../clients.ts";

/** A way to create the same clients. */
export interface Contender {
  readonly name: string;
  /** In one phrase, for readers of the report. */
  readonly description: string;
  /** File beside this one. */
  readonly program: string;
  /** Whether the engine runs the program, or Node.js alone. */
  readonly engine: boolean;
  /** Whether the engine finds the plugin. Default: no. */
  readonly plugin?: true;
  /** The declaration as the program takes it. */
  readonly declare: (client: DeclaredClient) => DeclaredClient;
}

export const OURS: Contender = {
  name: "ours",
  description: "`ConnectedApp` of this package",
  program: "ours.cjs",
  engine: true,
  declare: withPropertyNames,
};

export const PLUGIN: Contender = {
  name: "plugin",
  description: "the same resource, served by the provider plugin",
  program: "plugin.cjs",
  engine: true,
  plugin: true,
  declare: withPropertyNames,
};

export const NAIVE: Contender = {
  name: "naive",
  description: "`pulumi.dynamic.Resource` with a closure that calls `fetch`",
  program: "naive.cjs",
  engine: true,
  declare: (client) => client,
};

export const FLOOR: Contender = {
  name: "floor",
  description: "a script with the official SDK, ten at a time, no state",
  program: "sdk-script.cjs",
  engine: false,
  declare: (client) => client,
};
