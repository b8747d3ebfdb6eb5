/** What is said of a contender, apart from how it works: loaded for the help, too. */
export interface ContenderInfo {
  readonly key: string;
  /** The head of its column. */
  readonly title: string;
  /** In one sentence, for readers of the report. */
  readonly description: string;
}

/** In the order of the columns. */
export const CONTENDERS = [
  {
    key: "ours",
    title: "ours, one stack",
    description: "`ConnectedApp` of this package, in a program in plain JavaScript.",
  },
  {
    key: "ours-plugin",
    title: "plugin",
    description:
      "the same program with the SDK of the provider plugin: another provider, and no provider code in the state.",
  },
  {
    key: "ours-no-checkpoints",
    title: "ours, no checkpoints",
    description:
      "the same with `PULUMI_SKIP_CHECKPOINTS=true` and `PULUMI_EXPERIMENTAL=true`: the state is written once, at the end.",
  },
  {
    key: "ours-journaled",
    title: "ours, journaling backend",
    description:
      "the same on a backend that journals, as Pulumi Cloud does: each change is appended, where other backends write the whole state twice for each client. With `PULUMI_SKIP_CHECKPOINTS=true`, without which Pulumi 3.276 still serializes the whole state each time; the journal has each step all the same, after a kill too. The backend is a stand-in of this benchmark, on the same machine.",
  },
  {
    key: "journaled-plugin",
    title: "plugin, journaling backend",
    description: "the program with the plugin's SDK on that backend.",
  },
  {
    key: "fleet",
    title: "ours, fleet of 100 a stack",
    description:
      "the example `fleet` by its own command line: the clients as a CSV file, a stack for each hundred, two stacks open at a time, under a limit one. It checks the file under all policies in each run. Its engines have Pulumi's own default of parallel calls. It has no preview, and refreshes nothing; for one stack `pulumi refresh` does. Under a limit it gets it as `--requests-per-second`.",
  },
  {
    key: "fleet-plugin",
    title: "plugin, fleet",
    description:
      "the same fleet, in whose program one line is another: the resource comes from the plugin's SDK.",
  },
  {
    key: "fleet-machines",
    title: "fleet on two machines",
    description:
      "two runs of the fleet at once, `--shard 1/2` and `--shard 2/2`, that share one budget of calls and one backend; both on this machine.",
  },
  {
    key: "floor",
    title: "floor",
    description:
      "a script with the official SDK, ten calls at a time: no state, no retries. To change something it lists the clients and writes those that differ; it has nothing to preview.",
  },
  {
    key: "provider",
    title: "our provider alone",
    description:
      "the process of our provider, driven over gRPC without engine, program and state: checks one after the other, 32 creates offered at a time, of which its budget sends ten. Timed from the start of that process. Creates only.",
  },
  {
    key: "naive",
    title: "naive",
    description:
      "`pulumi.dynamic.Resource` with a closure that calls `fetch`, as most people write their first one.",
  },
  {
    key: "terraform",
    title: "Terraform",
    description:
      "the generic REST provider (`Mastercard/restapi`) with its best settings: it uses the responses of writes, and refreshes nothing unless asked to. Under a limit it gets half of it as `rate_limit`, since it lets through bursts of that size and never retries.",
  },
] as const satisfies readonly ContenderInfo[];

export type ContenderKey = (typeof CONTENDERS)[number]["key"];
