import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../../review/src/cli/argument-error.ts";
import { readArguments } from "../../../review/src/cli/arguments.ts";
import { caseOf } from "../_corpus.ts";
import { previewOf } from "../_forms.ts";
import { github } from "../host/_github.ts";
import { gitlab } from "../host/_gitlab.ts";
import { TOKEN } from "../host/_stand-in.ts";
import { commandFolder } from "./_command.ts";

const dangerous = previewOf(
  [caseOf("a digit takes the place of a letter in the domain")],
  "dynamic",
);
const cosmetic = previewOf([caseOf("a client gets another name")], "dynamic");

const EVENT = { action: "synchronize", pull_request: { number: 7 } };

describe.each([
  ["GitHub", github],
  ["GitLab", gitlab],
])("stytch-review at %s", (_title, start) => {
  it("comments on a dangerous change, and takes the comment away when it is cosmetic", async () => {
    const { host, environment } = await start();
    const { write, review } = commandFolder();
    const env = { ...environment, GITHUB_EVENT_PATH: write("event.json", EVENT) };
    write("dangerous.json", dangerous);
    write("cosmetic.json", cosmetic);
    const comment = (name: string) => review(["comment", name, "--key", "acme/prod"], env);
    expect(await comment("dangerous.json")).toEqual({
      code: 0,
      stdout: "comment written",
      stderr: "",
    });
    expect(host.posts).toHaveLength(1);
    const [{ body = "" } = {}] = host.posts;
    expect(body).toMatch(/^### Critical: case-0: /);
    expect(body).toMatch(/\n\n<!-- stytch-review: acme\/prod -->$/);
    expect(await comment("cosmetic.json")).toMatchObject({ code: 0, stdout: "comment taken away" });
    expect(host.posts).toEqual([]);
  });

  it("opens an issue for a report, updates it, and closes it when the report is empty", async () => {
    const { host, environment } = await start();
    const { write, review } = commandFolder();
    const issue = (text: string) => {
      write("audit.md", text);
      return review(["issue", "audit.md", "--title", "Audit of acme"], environment);
    };
    expect(await issue("### Drift\n")).toMatchObject({ code: 0, stdout: "issue written" });
    expect(host.posts).toMatchObject([
      {
        title: "Audit of acme",
        labels: ["stytch-review"],
        body: expect.stringMatching(/^### Drift\n/),
      },
    ]);
    expect(await issue("### More\n")).toMatchObject({ code: 0, stdout: "issue updated" });
    expect(await issue("\n")).toMatchObject({ code: 0, stdout: "issue taken away" });
    expect(host.posts).toMatchObject([{ isOpen: false }]);
  });

  it("cuts a report that is longer than a host takes, and says so", async () => {
    const { host, environment } = await start();
    const { write, review } = commandFolder();
    write("audit.md", "a line\n".repeat(20_000));
    const args = ["issue", "audit.md", "--title", "Audit"];
    expect(await review(args, environment)).toMatchObject({ code: 0 });
    const [{ body = "" } = {}] = host.posts;
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(/\na line\n\n\*\*There is more than fits here\.\*\*\n\n<!-- .* -->$/);
  });

  it("ends with 1 where the host refuses, and prints no token", async () => {
    const { host, environment } = await start();
    const { write, review } = commandFolder();
    write("plan.json", dangerous);
    host.fault = { method: "POST", answer: { status: 403, data: { message: `no ${TOKEN}` } } };
    const said = await review(["comment", "plan.json", "--number", "7"], environment);
    expect(said).toMatchObject({ code: 1, stdout: "" });
    expect(said.stderr).toMatch(
      /^stytch-review: Git(?:Hub|Lab): POST \S+: status 403: no \[secret\]\. /,
    );
    expect(host.posts).toEqual([]);
  });
});

it("is no success where the preview failed, which the comment says", async () => {
  const { host, environment: env } = await github();
  const { write, review } = commandFolder();
  const diagnostics = [{ severity: "error", message: "it threw" }];
  write("plan.json", { ...cosmetic, diagnostics });
  const said = await review(["comment", "plan.json", "--number", "7"], env);
  expect(said).toMatchObject({ code: 1, stdout: "comment written" });
  expect(host.posts[0]?.body).toContain("**The preview failed**");
});

it("ends with 2 before anything is read where it is not known where to comment", async () => {
  const { review } = commandFolder();
  expect(await review(["comment", "no-such.json"])).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "stytch-review: --host: this is no job of GitHub or GitLab; give --host github or gitlab",
  });
});

it.each([
  [["comment", "--number", "0"], "--number"],
  [["comment", "--key", "a--b"], "--key"],
  [["comment", "--key", "a -->"], "--key"],
  [["comment", "--before", "a.json"], "--after"],
  [["issue", "a.md"], "--title"],
  [["issue", "a.md", "--title", " "], "--title"],
])("refuses %j", (args, option) => {
  expect(() => readArguments(args)).toThrow(ArgumentError);
  expect(() => readArguments(args)).toThrow(option);
});
