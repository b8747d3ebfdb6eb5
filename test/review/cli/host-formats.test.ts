import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { expect, it } from "vitest";
import { caseOf } from "../_corpus.ts";
import { previewOf } from "../_forms.ts";
import { sarifProblems } from "../report/_host-formats.ts";
import { commandFolder } from "./_command.ts";

const dangerous = caseOf("a digit takes the place of a letter in the domain");
const cosmetic = caseOf("a client gets another name");

it("writes several formats to their files, pretty text, and nothing else", async () => {
  const { folder, write, review } = commandFolder();
  write("plan.json", previewOf([dangerous], "dynamic"));
  mkdirSync(join(folder, "out"));
  const formats = ["sarif", "gitlab", "junit", "github"].flatMap((format) => [
    "--format",
    `${format}=out/${format}.txt`,
  ]);
  const { code, stdout, stderr } = await review(["changes", "plan.json", ...formats]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^critical {2}case-0 /);
  const read = (format: string) => readFileSync(join(folder, "out", `${format}.txt`), "utf8");
  expect(sarifProblems(JSON.parse(read("sarif")))).toEqual([]);
  expect(JSON.parse(read("gitlab"))).toMatchObject([
    { severity: "blocker" },
    { severity: "critical" },
  ]);
  expect(read("junit")).toMatch(/^<\?xml /);
  expect(read("github")).toMatch(/^::error /);
});

it("adds to the summary of the job what it annotates, and leaves what is there", async () => {
  const { write, review } = commandFolder();
  write("plan.json", previewOf([dangerous], "plugin"));
  const summary = write("summary.md", "before");
  const env = { GITHUB_STEP_SUMMARY: summary };
  const { code, stdout } = await review(["changes", "plan.json", "--format", "github"], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^::error file=index\.ts,line=12,col=3,title=case-0/);
  expect(readFileSync(summary, "utf8")).toMatch(/^before\n### Critical: case-0: /);
});

it("adds nothing for cosmetics, nor for another format", async () => {
  const { write, review } = commandFolder();
  write("dangerous.json", previewOf([dangerous], "plugin"));
  write("cosmetic.json", previewOf([cosmetic], "plugin"));
  const summary = write("summary.md", "before");
  const env = { GITHUB_STEP_SUMMARY: summary };
  await review(["changes", "dangerous.json", "--format", "sarif=a.sarif"], env);
  await review(["changes", "cosmetic.json", "--format", "github"], env);
  expect(readFileSync(summary, "utf8")).toBe("before");
});

it("ends with 1 where the summary cannot be written, and annotates all the same", async () => {
  const { folder, write, review } = commandFolder();
  write("plan.json", previewOf([dangerous], "plugin"));
  const env = { GITHUB_STEP_SUMMARY: folder };
  const said = await review(["changes", "plan.json", "--format", "github"], env);
  expect(said).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^::error /),
    stderr: expect.stringContaining(
      "GITHUB_STEP_SUMMARY: the file that it names cannot be written",
    ),
  });
});

it.each([
  { title: "its place below the top of the repository", args: [], cwd: "infra/clients" },
  { title: "what --folder says", args: ["--folder", "infra/clients"], cwd: "." },
])("shows lines from the top of the repository, by $title", async ({ args, cwd }) => {
  const { folder, write, review } = commandFolder();
  mkdirSync(join(folder, ".git"));
  const plan = write("infra/clients/plan.json", previewOf([dangerous], "plugin"));
  const { stdout } = await review(["changes", plan, "--format", "sarif", ...args], {}, cwd);
  const [run] = (JSON.parse(stdout) as Log).runs;
  const [place] = run?.results?.[0]?.locations ?? [];
  expect(place?.physicalLocation?.artifactLocation?.uri).toBe("infra/clients/index.ts");
});

it.each(["..", "../infra", "/infra", "C:\\infra"])("refuses --folder %s", async (given) => {
  const { write, review } = commandFolder();
  write("plan.json", previewOf([dangerous], "plugin"));
  expect(await review(["changes", "plan.json", "--folder", given])).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "stytch-review: --folder: leads out of the repository; give the folder of the Pulumi project as seen from its top",
  });
});
