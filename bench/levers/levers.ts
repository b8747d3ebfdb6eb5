/** Where the engine keeps the state: in files, in a PostgreSQL server, or with a journal. */
export type Backend = "files" | "postgres" | "journal";

/** A way to run the same `pulumi up` with another cost. */
export interface Lever {
  readonly key: string;
  /** In Markdown, as someone sets it. */
  readonly title: string;
  /** The key of the way that it is compared with; undefined for the plain one. */
  readonly against?: string;
  readonly backend: Backend;
  /** Default: the engine of this repository. */
  readonly oldestEngine?: true;
  /** At the end of the backend's address. */
  readonly query?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const GARBAGE = { GOGC: "400" };
const NO_ATTRIBUTES = "?metadata=skip";

/** In the order of the report; what others are compared with comes before them. */
export const LEVERS: readonly Lever[] = [
  { key: "plain", title: "plain, `file://`", backend: "files" },
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
    env: { PULUMI_SKIP_CHECKPOINTS: "true" },
  },
  { key: "journal", title: "a backend that journals", against: "plain", backend: "journal" },
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
];
