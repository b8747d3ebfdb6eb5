import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { provideEngine } from "../pulumi/src/index.ts";
import { type Part, REPOSITORY, readParts } from "./page.ts";
import { type Ran, Shell } from "./shell.ts";

export interface Measured extends Part {
  readonly ran: readonly Ran[];
}

/** Where the page has the reader make the first client. */
const PROGRAM = "my-clients/index.ts";

const ADDRESS = "https://github.com/pulumi-stytch/pulumi-stytch";

/**
 * Types the commands of `docs/getting-started.md` in an empty folder, as they are printed. The clone is that of this
 * checkout's last commit; the Pulumi CLI is found or built before the clock starts.
 *
 * @param onStart is told of each command as it starts
 * @throws Error with the output of a command that fails, or of a last command that does not show what it should
 */
export async function measure(onStart: (command: string) => void): Promise<Measured[]> {
  const engine = await provideEngine();
  const folder = await mkdtemp(join(tmpdir(), "stytch-first-hour-"));
  const shell = new Shell(folder, readerEnvironment(folder, dirname(engine.command)));
  try {
    const measured: Measured[] = [];
    for (const part of await readParts()) {
      const ran: Ran[] = [];
      if (part.edit !== undefined) await edit(join(folder, PROGRAM), part.edit);
      for (const [index, command] of part.commands.entries()) {
        onStart(command);
        ran.push(await shell.run(command));
        const { code, output = "" } = ran.at(-1) ?? {};
        const mustFail = part.fails === true && index === part.commands.length - 1;
        if ((code !== 0) !== mustFail)
          throw new Error(`${command}\nended with code ${code}:\n${output}`);
      }
      const last = ran.at(-1)?.output ?? "";
      if (!last.includes(part.shows)) {
        throw new Error(`"${part.title}" does not end with ${part.shows}:\n${last}`);
      }
      measured.push({ ...part, ran });
    }
    return measured;
  } finally {
    await shell.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Changes a text that stands in a file exactly once. */
async function edit(path: string, { from, to }: NonNullable<Part["edit"]>): Promise<void> {
  const parts = (await readFile(path, "utf8")).split(from);
  if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times ${from}`);
  await writeFile(path, parts.join(to));
}

/** The environment of someone who has Node.js, git and the Pulumi CLI, and nothing of this checkout. */
function readerEnvironment(folder: string, engineFolder: string): NodeJS.ProcessEnv {
  const others = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((path) => !path.includes("node_modules"));
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_|INIT_CWD$|NODE_(?:OPTIONS|PATH|ENV|COMPILE_CACHE)$|PULUMI_|STYTCH_|FORCE_COLOR$|VITEST)/.test(
        name,
      ),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(process.execPath), engineFolder, ...others].join(delimiter),
    PULUMI_HOME: join(folder, "pulumi-home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Registry and cache of npm are the reader's own; where engines are kept, too.
    ...pick("npm_config_registry", "npm_config_cache", "PULUMI_STYTCH_CACHE"),
    ...gitSettings({
      [`url.${pathToFileURL(REPOSITORY).href}.insteadOf`]: ADDRESS,
      "safe.directory": "*",
    }),
  };
}

function pick(...names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function gitSettings(settings: Record<string, string>): NodeJS.ProcessEnv {
  const entries = Object.entries(settings).flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  const count = String(Object.keys(settings).length);
  return { ...Object.fromEntries(entries), GIT_CONFIG_COUNT: count };
}
