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
    title: "ours",
    description: "`ConnectedApp` of this package, in a program in plain JavaScript.",
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
      "the same on a backend that journals, as Pulumi Cloud does: each change is appended, where other backends write the whole state twice for each client. The backend is a stand-in of this benchmark, on the same machine.",
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
