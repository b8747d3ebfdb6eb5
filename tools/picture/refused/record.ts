import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import { createEmulator } from "stytch-connected-apps-emulator";
import { engineEnvironment, provideEngine } from "../../pulumi/src/index.ts";

/** A command as someone types it, and its essential lines as they came, with their colours. */
export interface Recorded {
  readonly command: string;
  readonly lines: readonly string[];
}

/** A change that has a redirect URL at a look-alike of the domain, from its diff to the comment on it. */
export interface Recording {
  readonly diff: Recorded;
  readonly preview: Recorded;
  /** The first lines of the Markdown, above its table. */
  readonly comment: Recorded;
}

const REPOSITORY = resolve(import.meta.dirname, "../../..");

/** In `examples/ci`; what is meant is a second address of the app. */
const CHANGE = {
  file: "index.ts",
  from: '  redirectUrls: ["https://app.example.com/callback"],\n',
  to: '  redirectUrls: ["https://app.example.com/callback", "https://app.examp1e.com/callback"],\n',
} as const;

const PACK = "node_modules/pulumi-stytch-connected-apps-policy";

const ESSENTIAL = {
  diff: /^[-+] /,
  preview: /ConnectedApp web update|^Policies:| ❌ |\[mandatory\]| redirectUrls\[1\] |^ +error: /,
  comment: /^### |^\d+ clients? /,
};

/**
 * Deploys `examples/ci` on an emulator by a real engine, changes it, and has the change previewed under the policies
 * and reviewed, as the job of a pull request does.
 *
 * @throws Error with the output of a command that ends otherwise than it should
 */
export async function record(): Promise<Recording> {
  const engine = await provideEngine();
  const root = await mkdtemp(join(tmpdir(), "stytch-picture-"));
  const emulator = await createEmulator({ port: 0 });
  try {
    const folder = await copyExample(root);
    const { url, projectId, secret } = emulator.projects.consumer;
    const inherited = engineEnvironment(root, process.env, engine);
    const own = [join(folder, "node_modules/.bin"), inherited.PATH].join(delimiter);
    const env = {
      ...inherited,
      PATH: own,
      PULUMI_HOME: join(root, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(join(root, "state")).href,
      PULUMI_CONFIG_PASSPHRASE: "development",
      STYTCH_PROJECT_ID: projectId,
      STYTCH_SECRET: secret,
      STYTCH_API_URL: url,
      STYTCH_READ_LAG_SECONDS: "0",
    };
    const run = async (command: string, { hidden = "", code = 0 } = {}): Promise<string> => {
      const [file = "", ...args] = `${command} ${hidden}`.trim().split(" ");
      const all = await execa(file, args, {
        cwd: folder,
        env,
        extendEnv: false,
        reject: false,
        all: true,
      });
      if (all.exitCode === code) return all.all;
      throw new Error(`${command} ended with ${all.exitCode}, not ${code}:\n${all.all}`);
    };
    await run("git init --quiet");
    await run("git add .");
    await run("pulumi stack init prod");
    await run("pulumi up --yes --skip-preview");
    await change(folder);
    const shows = async (
      command: string,
      essential: RegExp,
      options: { hidden: string; code?: number },
    ): Promise<Recorded> => {
      const output = await run(command, options);
      return { command, lines: essentialLines(output, essential) };
    };
    const preview = `pulumi preview --policy-pack ${PACK}`;
    return {
      diff: await shows("git diff", ESSENTIAL.diff, { hidden: "--color=always" }),
      preview: await shows(preview, ESSENTIAL.preview, {
        hidden: "--color always --suppress-progress --non-interactive",
        code: 1,
      }),
      comment: await shows("stytch-review changes", ESSENTIAL.comment, {
        hidden: "--format markdown",
      }),
    };
  } finally {
    await emulator.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function copyExample(root: string): Promise<string> {
  const folder = join(root, "examples/ci");
  await cp(join(REPOSITORY, "examples/ci"), folder, {
    recursive: true,
    filter: (path) => !/^(node_modules|Pulumi\..+\.yaml)$/.test(basename(path)),
  });
  await cp(join(REPOSITORY, "examples/tsconfig.json"), join(root, "examples/tsconfig.json"));
  await cp(join(REPOSITORY, "tsconfig.json"), join(root, "tsconfig.json"));
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, ".gitignore"), "node_modules\n");
  await mkdir(join(root, "state"));
  return folder;
}

async function change(folder: string): Promise<void> {
  const path = join(folder, CHANGE.file);
  const parts = (await readFile(path, "utf8")).split(CHANGE.from);
  if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times ${CHANGE.from}`);
  await writeFile(path, parts.join(CHANGE.to));
}

/** Lines that matter by their text without colours, each once. */
function essentialLines(output: string, essential: RegExp): string[] {
  const lines = new Map<string, string>();
  for (const line of output.split("\n")) {
    const text = stripVTControlCharacters(line).trimEnd();
    // The version of the pack changes with each release.
    const shown = line.trimEnd().replace(/@v\d[\w.-]*/, "");
    if (essential.test(text) && !lines.has(text)) lines.set(text, shown);
  }
  return [...lines.values()];
}
