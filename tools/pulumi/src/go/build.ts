import type { Context } from "../context.ts";

/** What `go build` makes one executable of. */
export interface GoBuild {
  /** The folder with the `go.mod` and `go.sum` that pin the modules. */
  readonly moduleFolder: string;
  /** The package of the command, as an import path or relative to the folder. */
  readonly package: string;
  /** Absolute path of the executable. */
  readonly output: string;
  readonly linkerFlags?: string;
  /** What the reader waits for, as in `Building …`. */
  readonly what: string;
  /** Added to that message: how to do without the build. */
  readonly instead?: string;
}

/** Milliseconds for `go env`, which may have to fetch a newer toolchain first. */
const TOOLCHAIN_TIMEOUT_MS = 120_000;

/** The link, and what no one counts. */
const SHARE_OF_PACKAGES = 0.95;

/** Builds an executable; gives what went wrong. */
export async function buildGo(
  context: Context,
  go: string,
  build: GoBuild,
): Promise<string | undefined> {
  const { buildTimeoutMs, progress, run } = context;
  const cwd = build.moduleFolder;
  // A workspace file above the checkout must not change the pinned modules.
  const env = { ...context.env, GOWORK: "off" };

  // Go says here, in its own words, that it is too old for go.mod and cannot fetch a newer one.
  const toolchain = await run(go, ["env", "GOVERSION"], {
    cwd,
    env,
    timeoutMs: TOOLCHAIN_TIMEOUT_MS,
  });
  if (toolchain.failure !== undefined) return `\`go env\` ${toolchain.failure}`;

  const flags = [
    "-mod=readonly",
    "-trimpath",
    "-ldflags",
    `-s -w ${build.linkerFlags ?? ""}`.trim(),
  ];
  const left = new Set<string>();
  let total = 0;
  const compile = async () => {
    // It also fetches the modules. Where it fails, so does the build, which says why.
    const listed = await run(go, ["list", "-mod=readonly", "-deps", build.package], {
      cwd,
      env,
      timeoutMs: buildTimeoutMs,
    });
    for (const name of listed.stdout.split("\n").filter(Boolean)) left.add(name);
    total = left.size;
    return run(go, ["build", "-v", ...flags, "-o", build.output, build.package], {
      cwd,
      env,
      timeoutMs: buildTimeoutMs,
      // -v names each package that it compiles.
      isProgress: (line) => left.delete(line),
    });
  };
  const share = () => (total === 0 ? undefined : SHARE_OF_PACKAGES * (1 - left.size / total));
  const built = await progress.during(
    `Building ${build.what} from Go modules; this takes some minutes, once${build.instead ?? ""}`,
    compile(),
    share,
  );
  return built.failure === undefined ? undefined : `\`go build\` ${built.failure}`;
}
