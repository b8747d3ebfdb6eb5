import { globSync } from "node:fs";
import { checkConfiguration } from "pulumi-stytch-connected-apps-policy/rules";
import { describe, expect, it } from "vitest";
import { run } from "../e2e/_process.ts";
import { blocksOf, PAGES, REPOSITORY, read } from "./_pages.ts";

/** Made from data; their programs come from files that other tests read. */
const WRITTEN = PAGES.filter((page) => !/^docs\/(reference|policies\/rules)\//.test(page));
const blocks = ["README.md", ...PAGES].flatMap(blocksOf);

/** Programs that the compiler reads or a test runs. */
const PROGRAMS = globSync(
  ["examples/**/*.ts", "test/docs/snippets/*.ts", "plugin/docs/examples/**/*.ts"],
  { cwd: REPOSITORY, exclude: (path) => path.endsWith("node_modules") },
);

/** Lines of code without the indentation that depends on where they stand. */
const linesOf = (code: string) =>
  code
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const programs = PROGRAMS.map((path) => `\n${linesOf(read(path)).join("\n")}\n`);

/** Whether a program has these lines, one after another. */
const isProven = (lines: readonly string[]) =>
  programs.some((program) => program.includes(`\n${lines.join("\n")}\n`));

/** The imports and the rest may stand apart in the program. */
const partsOf = (code: string) => {
  const lines = linesOf(code);
  const isImport = (line: string) => line.startsWith("import ");
  return [lines.filter(isImport), lines.filter((line) => !isImport(line))];
};

describe("the programs of the pages", () => {
  const snippets = ["README.md", ...WRITTEN]
    .flatMap(blocksOf)
    .filter(({ language }) => language === "ts");

  it.each(snippets.map(({ path, code }) => [path, code]))(
    "are those that a test compiles or runs: %s",
    (_path, code) => {
      const parts = partsOf(code).filter(({ length }) => length > 0);
      expect(parts.filter((part) => !isProven(part))).toEqual([]);
    },
  );

  it("are many", () => {
    expect(snippets.length).toBeGreaterThan(10);
  });
});

describe("the configurations of policies on the pages", () => {
  const configurations = blocks.filter(
    ({ path, language }) => language === "json" && path.startsWith("docs/policies/"),
  );

  it("are valid", () => {
    expect(configurations.length).toBeGreaterThan(90);
    const wrong = configurations.map(({ path, code }) => ({
      path,
      found: checkConfiguration(code),
    }));
    expect(wrong.filter(({ found }) => found.length > 0)).toEqual([]);
  });
});

/** The commands of the packages, by the way in which a page calls them. */
const COMMANDS = {
  "stytch-connected-apps": "provider/bin/stytch-connected-apps.js",
  "stytch-connected-apps-policy": "policy/bin/stytch-connected-apps-policy.js",
  "stytch-review": "review/bin/stytch-review.js",
  "stytch-smoke": "smoke/bin/stytch-smoke.js",
  "stytch-emulator": "emulator/bin/stytch-emulator.js",
} as const;

interface Call {
  readonly command: keyof typeof COMMANDS;
  readonly subcommand: string | undefined;
  readonly options: readonly string[];
}

/** A call of one of our commands in a line of a shell, without its comment. */
function callsIn(line: string): Call[] {
  const text = line.replace(/ +#.*$/, "").replace("npm run emulator --", "npx stytch-emulator");
  const calls = text.matchAll(/npx (stytch-[a-z-]+)([^|&]*)/g);
  return [...calls].map(([, command = "", all = ""]) => {
    // After it stands the command that this one runs.
    const [rest = ""] = all.split(" -- ");
    const [first = ""] = rest.trim().split(" ");
    return {
      command: command as keyof typeof COMMANDS,
      subcommand: /^[a-z]/.test(first) ? first : undefined,
      options: [...rest.matchAll(/ (--[a-z-]+)/g)].map(([, option = ""]) => option),
    };
  });
}

describe("the commands of the pages", () => {
  const shell = blocks.filter(({ language }) => language === "sh");
  const calls = shell.flatMap(({ code }) => code.split("\n").flatMap(callsIn));
  const help = new Map<string, Promise<string>>();

  const helpOf = ({ command, subcommand }: Call) => {
    const key = [command, subcommand].join(" ");
    const arguments_ = subcommand === undefined ? ["--help"] : [subcommand, "--help"];
    const asked =
      help.get(key) ??
      run(COMMANDS[command], arguments_, { cwd: REPOSITORY }).then(({ code, stdout }) => {
        expect(code, key).toBe(0);
        return stdout;
      });
    help.set(key, asked);
    return asked;
  };

  it("are ours, and have the options that are given", { timeout: 120_000 }, async () => {
    expect(calls.length).toBeGreaterThan(25);
    expect(calls.filter(({ command }) => !(command in COMMANDS))).toEqual([]);
    for (const call of calls) {
      const text = await helpOf(call);
      const unknown = call.options.filter((option) => !text.includes(option));
      expect.soft({ ...call, unknown }).toMatchObject({ unknown: [] });
    }
  });

  it("install packages of this repository, or those that it uses itself", () => {
    const { workspaces, devDependencies } = JSON.parse(read("package.json")) as {
      workspaces: string[];
      devDependencies: Record<string, string>;
    };
    const ours = workspaces
      .filter((folder) => !/[*]|examples|tools/.test(folder))
      .map((folder) => (JSON.parse(read(`${folder}/package.json`)) as { name: string }).name);
    const known = new Set([...ours, ...Object.keys(devDependencies)]);
    const installed = shell
      .flatMap(({ code }) => [...code.matchAll(/^npm install (.+)$/gm)])
      .flatMap(([, list = ""]) => list.split(" "))
      .filter((name) => !name.startsWith("--"))
      .map((name) => name.replace(/(?<=.)@.*$/, ""));
    expect(installed.length).toBeGreaterThan(4);
    expect(installed.filter((name) => !known.has(name))).toEqual([]);
  });
});
