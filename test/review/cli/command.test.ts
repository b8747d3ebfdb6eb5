import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../../review/package.json" with { type: "json" };
import { caseOf } from "../_corpus.ts";
import { previewOf, statesOf } from "../_forms.ts";
import { type ReviewWish, review as reviewIn } from "./_command.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stytch-review-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const review = (args: readonly string[], wish?: ReviewWish) => reviewIn(folder, args, wish);

async function file(name: string, data: object | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof data === "string" ? data : JSON.stringify(data));
  return path;
}

const dangerous = caseOf("a digit takes the place of a letter in the domain");
const cosmetic = caseOf("a client gets another name");
const low = caseOf("tokens live shorter");

describe("stytch-review changes", () => {
  it("reads a preview from a file, from standard input, and two states, alike", async () => {
    const preview = previewOf([dangerous], "dynamic");
    const [before, after] = statesOf([dangerous], "dynamic");
    const said = [
      await review(["changes", await file("plan.json", preview)]),
      await review(["changes", "-"], { input: JSON.stringify(preview) }),
      await review([
        "changes",
        "--before",
        await file("1.json", before),
        "--after",
        await file("2.json", after),
      ]),
    ];
    for (const one of said) expect(one).toEqual(said[0]);
    expect(said[0]).toMatchObject({ code: 0, stderr: "" });
    expect(said[0]?.stdout).toMatch(/^critical {2}case-0 \(changed\): .*examp1e/);
  });

  it.each([
    ["critical", dangerous, 3],
    ["low", low, 3],
    ["medium", low, 0],
    ["low", cosmetic, 0],
    ["cosmetic", cosmetic, 3],
  ])("with --fail-on %s ends as the worst says: %#", async (severity, one, code) => {
    const path = await file(`fail-${code}-${severity}.json`, previewOf([one], "plugin"));
    expect(await review(["changes", path, "--fail-on", severity])).toMatchObject({ code });
  });

  it("ends with 3 for what policies find anew, unless their configuration exempts it", async () => {
    const path = await file(
      "logo.json",
      previewOf([{ ...cosmetic, after: { logoUrl: "http://a.example.com/1.png" } }], "plugin"),
    );
    const config = await file("policy.json", {
      "connected-apps": { levels: { "connected-app-logo-https": "disabled" } },
    });
    expect(await review(["changes", path, "--fail-on", "low"])).toMatchObject({ code: 3 });
    const configured = ["changes", path, "--fail-on", "low", "--policy-config", config];
    expect(await review(configured)).toMatchObject({ code: 0 });
  });

  it("writes each format where it is to go, and nothing on cosmetics in Markdown", async () => {
    const path = await file("cosmetic.json", previewOf([cosmetic], "dynamic"));
    const json = join(folder, "review.json");
    const written = await review([
      "changes",
      path,
      "--format",
      "markdown",
      "--format",
      `json=${json}`,
    ]);
    expect(written).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(JSON.parse(await readFile(json, "utf8"))).toMatchObject({
      version: 1,
      severity: "cosmetic",
    });
    const always = await review(["changes", path, "--format", "markdown", "--always"]);
    expect(always.stdout).toContain("### Only cosmetic changes");
  });

  it("ends with 1 where the preview failed, with what it found", async () => {
    const preview = {
      ...previewOf([low], "dynamic"),
      diagnostics: [{ severity: "error", message: "it threw" }],
    };
    const { code, stdout } = await review(["changes", await file("failed.json", preview)]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^The preview failed: it threw\n.*\n?low /s);
  });

  it.each([
    [
      ["changes", "no-such.json"],
      "preview: no-such.json cannot be read; name a file that is there.",
    ],
    [
      ["changes", "--before", "a.json", "--after", "b.json"],
      "--before: a.json cannot be read; name a file that is there.",
    ],
  ])("%j: ends with 1 and says what cannot be read", async (args, message) => {
    expect(await review(args)).toEqual({
      code: 1,
      stdout: "",
      stderr: `stytch-review: ${message}`,
    });
  });

  it("ends with 1 where a report cannot be written", async () => {
    const path = await file("plan.json", previewOf([dangerous], "dynamic"));
    const said = await review(["changes", path, "--format", `json=${folder}`]);
    expect(said).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`--format json: ${folder} cannot be written: it is a folder`),
    });
  });

  it.each([
    ["file/review.json", "file is no folder; name another place"],
    ["file/deep/review.json", "file is no folder; name another place"],
  ])("refuses --format json=%s before any work", async (path, problem) => {
    await file("file", "");
    expect(await review(["changes", "no-such.json", "--format", `json=${path}`])).toEqual({
      code: 1,
      stdout: "",
      stderr: `stytch-review: --format json: ${path} cannot be written: ${problem}.`,
    });
  });

  it("makes the folder of a report, as the smoke test does", async () => {
    const path = await file("cosmetic.json", previewOf([cosmetic], "dynamic"));
    const json = join(folder, "new/reports/review.json");
    const written = await review(["changes", path, "--format", `json=${json}`]);
    expect(written).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(json)).toBe(true);
  });

  it("takes UTF-16, as PowerShell writes it", async () => {
    const text = `\ufeff${JSON.stringify(previewOf([dangerous], "dynamic"))}`;
    const path = join(folder, "utf16.json");
    await writeFile(path, Buffer.from(text, "utf16le"));
    expect((await review(["changes", path])).stdout).toMatch(/^critical/);
  });

  it("runs the preview itself, of the stack and in the folder that are named", async () => {
    const plan = await file("own.json", previewOf([dangerous], "dynamic"));
    const pulumi = await file(
      "pulumi",
      `#!/bin/sh\necho "$@" > "${folder}/asked"\ncat "${plan}"\nexit 255\n`,
    );
    await chmod(pulumi, 0o755);
    const env = { PATH: `${folder}${delimiter}${process.env.PATH}` };
    const said = await review(["changes", "--stack", "prod", "--cwd", "infra"], { env });
    expect(said).toMatchObject({ code: 0, stdout: expect.stringMatching(/^critical/) });
    const asked = await readFile(join(folder, "asked"), "utf8");
    expect(asked.trim()).toBe(
      "preview --json --show-sames --non-interactive --stack prod --cwd infra",
    );
    await rm(pulumi);
  });

  it("says what kept pulumi from running", async () => {
    const none = await review(["changes"], { env: { PATH: folder } });
    expect(none).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("pulumi was not found on the PATH"),
    });
    const pulumi = await file("pulumi", "#!/bin/sh\necho 'error: no stack' >&2\nexit 1\n");
    await chmod(pulumi, 0o755);
    const failed = await review(["changes"], {
      env: { PATH: `${folder}${delimiter}${process.env.PATH}` },
    });
    expect(failed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("pulumi preview --json failed: error: no stack."),
    });
    const elsewhere = await review(["changes", "--cwd", "nowhere"], {
      env: { PATH: `${folder}${delimiter}${process.env.PATH}` },
    });
    expect(elsewhere).toMatchObject({
      code: 1,
      stderr: "stytch-review: --cwd: there is no folder nowhere; give that of the Pulumi project.",
    });
    const both = await review(["changes", "--cwd", "."], { env: { PATH: folder.concat("/none") } });
    expect(both.stderr).toContain("pulumi was not found on the PATH");
    expect(both.stderr).not.toContain("--cwd");
    await rm(pulumi);
  });
});

describe("a wrong command line", () => {
  it.each([
    [[], "no command is given; see stytch-review --help"],
    [["chagnes"], "chagnes: no such command; did you mean changes?"],
    [["x"], "x: no such command; give changes, comment, issue, project, impact"],
    [
      ["changes", "--fail-on"],
      "option '--fail-on <severity>' argument missing; see stytch-review --help",
    ],
    [
      ["changes", "--fail-on", "urgent"],
      "option '--fail-on <severity>' argument 'urgent' is invalid. Give one of critical, high, medium, low, cosmetic",
    ],
    [
      ["changes", "--format", "yaml"],
      "option '--format <format>' argument 'yaml' is invalid. Give one of pretty, markdown, json, sarif, github, gitlab, junit",
    ],
    [
      ["changes", "--format", "json", "--format", "markdown"],
      "option '--format <format>' argument 'markdown' is invalid. Another format goes to standard output already; give each a place of its own",
    ],
    [["changes", "--before", "a.json"], "--before: two states are compared; give --after too"],
    [["changes", "--after", "a.json"], "--after: two states are compared; give --before too"],
    [
      ["changes", "a.json", "--before", "b.json", "--after", "c.json"],
      "give a preview, or --before and --after, not both",
    ],
    [
      ["changes", "a.json", "--stack", "prod"],
      "--stack and --cwd say what to preview; leave them out with a file",
    ],
    [
      ["changes", "-", "--policy-config", "-"],
      "-: standard input can be read only once; give the other one as a file",
    ],
    [
      ["changes", "a.json", "b.json"],
      "too many arguments for 'changes'. Expected 1 argument but got 2: a.json, b.json; see stytch-review --help",
    ],
  ])("%j: is refused with 2, place, problem and remedy", async (args, message) => {
    expect(await review(args)).toEqual({
      code: 2,
      stdout: "",
      stderr: `stytch-review: ${message}`,
    });
  });

  it("is refused with option, file and line of a rule that does not exist", async () => {
    const text = '{\n  "connected-app-redirect-htps": "advisory"\n}';
    const path = await file("policy-misspelt.json", text);
    expect(await review(["changes", "x.json", "--policy-config", path])).toEqual({
      code: 2,
      stdout: "",
      stderr: `stytch-review: --policy-config: ${path}: line 2: connected-app-redirect-htps is not a policy. Did you mean connected-app-redirect-https?`,
    });
  });

  it("is refused with everything that is wrong with the configuration of the policies", async () => {
    const path = await file("policy-wrong.json", { "connected-apps": { profil: "strict" } });
    const { code, stderr } = await review(["changes", "x.json", "--policy-config", path]);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("profil is not a parameter"),
    });
  });
});

describe("stytch-review", () => {
  it("prints its version", async () => {
    expect(await review(["--version"])).toEqual({ code: 0, stdout: manifest.version, stderr: "" });
  });

  it.each([["--help"], ["changes", "--help"], ["project", "--help"]])(
    "%s: explains itself, exit codes too",
    async (...args) => {
      const { code, stdout, stderr } = await review(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(args.length > 1 ? `stytch-review ${args[0]}` : "changes");
      if (args.length > 1) expect(stdout.replaceAll(/\s+/g, " ")).toContain("low, cosmetic");
      if (args.length > 1) expect(stdout).toMatch(/Exit code: 0 .*1 .*2 .*3 /s);
    },
  );
});
