/** Where the engine keeps the state: in files, in a PostgreSQL server, or with a journal. */
export type Backend = "files" | "postgres" | "journal";

/** A way to run the same command with another cost. */
export interface Lever {
  readonly key: string;
  /** In Markdown, as someone sets it. */
  readonly title: string;
  /** The key of the way that it is compared with; undefined for the plain ones. */
  readonly against?: string;
  readonly backend: Backend;
  /** Default: `up`. */
  readonly command?: "preview";
  /** Default: the engine of this repository. */
  readonly oldestEngine?: true;
  /** At the end of the backend's address. */
  readonly query?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const GARBAGE = { GOGC: "400" };
const NO_CHECKPOINTS = { PULUMI_SKIP_CHECKPOINTS: "true" };
const NO_ATTRIBUTES = "?metadata=skip";

/** In the order of the report; what others are compared with comes before them. */
export const LEVERS: readonly Lever[] = [
  { key: "plain", title: "`up`, `file://`", backend: "files" },
  { key: "gogc", title: "`GOGC=400`", against: "plain", backend: "files", env: GARBAGE },
  {
    key: "metadata",
    title: "`file://…?metadata=skip`",
    against: "plain",
    backend: "files",
    query: NO_ATTRIBUTES,
  },
  {
    key: "both",
    title: "both",
    against: "plain",
    backend: "files",
    query: NO_ATTRIBUTES,
    env: GARBAGE,
  },
  {
    key: "no-checkpoints",
    title: "`PULUMI_SKIP_CHECKPOINTS=true`",
    against: "plain",
    backend: "files",
    env: NO_CHECKPOINTS,
  },
  { key: "journal", title: "a backend that journals", against: "plain", backend: "journal" },
  {
    key: "journal-no-checkpoints",
    title: "it, with `PULUMI_SKIP_CHECKPOINTS=true`",
    against: "journal",
    backend: "journal",
    env: NO_CHECKPOINTS,
  },
  { key: "postgres", title: "PostgreSQL", against: "plain", backend: "postgres" },
  {
    key: "postgres-zstd",
    title: "PostgreSQL, `PULUMI_DIY_BACKEND_ZSTD=true`",
    against: "postgres",
    backend: "postgres",
    env: { PULUMI_DIY_BACKEND_ZSTD: "true" },
  },
  {
    key: "oldest",
    title: "the oldest engine",
    against: "plain",
    backend: "files",
    oldestEngine: true,
  },
  { key: "preview", title: "`preview`, `file://`", backend: "files", command: "preview" },
  {
    key: "preview-no-checkpoints",
    title: "`preview`, `PULUMI_SKIP_CHECKPOINTS=true`",
    against: "preview",
    backend: "files",
    command: "preview",
    env: NO_CHECKPOINTS,
  },
  {
    key: "preview-oldest",
    title: "`preview`, the oldest engine",
    against: "preview",
    backend: "files",
    command: "preview",
    oldestEngine: true,
  },
];
