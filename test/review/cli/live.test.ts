import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../emulator/_server.ts";
import { caseOf } from "../_corpus.ts";
import { DOORS, statesOf } from "../_forms.ts";
import { CALLBACK, startProject } from "../_project.ts";
import { review as reviewIn } from "./_command.ts";

const WEB = { clientType: "first_party" as const, clientName: "Web", redirectUrls: [CALLBACK] };
const SEARCH = "POST /v1/connected_apps/clients/search";

async function startScene(vertical: "consumer" | "b2b" = "consumer") {
  const project = await startProject(vertical);
  const app = await project.api.createConnectedApp(WEB);
  const { projectId, secret, apiUrl } = project.settings;
  const cwd = temporaryFolder();
  const env = { STYTCH_PROJECT_ID: projectId, STYTCH_SECRET: secret, STYTCH_API_URL: apiUrl };
  const review = async (args: readonly string[], more: Record<string, string> = {}) => {
    const said = await reviewIn(cwd, args, { env: { ...env, ...more } });
    for (const hidden of [secret, app.clientSecret]) {
      expect(said.stdout + said.stderr).not.toContain(hidden);
    }
    return said;
  };
  const file = async (name: string, data: object) => {
    await writeFile(join(cwd, name), JSON.stringify(data));
    return name;
  };
  await project.requests();
  return { ...project, app, cwd, review, file };
}

const type = `${DOORS.plugin}ConnectedApp`;

function stateFile(id: string, projectId: string) {
  const held = { ...WEB, clientId: id, projectId };
  const urn = `urn:pulumi:prod::shop::${type}::web`;
  return { deployment: { resources: [{ urn, type, id, inputs: WEB, outputs: held }] } };
}

describe("stytch-review project", () => {
  it("says beforehand what it may ask, and only reads", async () => {
    const { review, requests } = await startScene();
    const { code, stdout, stderr } = await review(["project", "--calls", "1"]);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 client; nothing found"),
    });
    expect(stderr).toContain("at most 1 for organizations or users");
    const sent = await requests();
    expect(sent).toMatchObject({ [SEARCH]: 1, "POST /v1/b2b/organizations/search": 1 });
    expect(Object.keys(sent).filter((one) => !/^GET |\/search$/.test(one))).toEqual([]);
  });

  it("writes every format, and tells later only what is new", async () => {
    const { review, api, app, cwd, file, settings } = await startScene();
    const state = await file("state.json", stateFile(app.clientId, settings.projectId));
    const args = ["project", "--state", state, "--calls", "0"];
    const formats = ["json=audit.json", "html=audit.html", "markdown=audit.md"];
    await review([...args, ...formats.flatMap((one) => ["--format", one])]);
    expect(await readFile(join(cwd, "audit.html"), "utf8")).toContain("<!doctype html>");
    const since = [...args, "--since", "audit.json", "--fail-on", "low"];
    expect(await review(since)).toMatchObject({ code: 0 });
    await api.updateConnectedApp(app.clientId, { fullAccessAllowed: true });
    const later = await review(since);
    expect(later).toMatchObject({ code: 3, stdout: expect.stringMatching(/^critical {2}Web /) });
    expect(later.stdout).toContain("changed outside Pulumi: ");
  });

  it("refuses states of other projects, and settings that are missing", async () => {
    const { review, file } = await startScene();
    const other = "project-test-00000000-0000-4000-8000-0000000000ff";
    const state = await file("state.json", stateFile("elsewhere", other));
    const refused = await review(["project", "--state", state]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(other) });
    const missing = await review(["project"], { STYTCH_SECRET: "" });
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("STYTCH_SECRET") });
  });

  it("ends with 1 where Stytch refuses", async () => {
    const { review } = await startScene();
    const refused = await review(["project"], { STYTCH_SECRET: "secret-test-wrong" });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("[ERR_STYTCH_API]");
  });

  it("asks for nothing where a report cannot be written", async () => {
    const { review, requests, app, file } = await startScene();
    const format = ["--format", `json=${await file("file", {})}/audit.json`];
    for (const command of [["project"], ["impact", app.clientId]]) {
      expect(await review([...command, ...format])).toEqual({
        code: 1,
        stdout: "",
        stderr:
          "stytch-review: --format json: file/audit.json cannot be written: file is no folder; name another place.",
      });
    }
    expect(await requests()).not.toHaveProperty([SEARCH]);
  });

  it("names option, line and column of a state that is cut off", async () => {
    const { review, cwd } = await startScene();
    await writeFile(join(cwd, "cut.json"), '{\n  "deployment": {');
    const { code, stderr } = await review(["project", "--state", "cut.json"]);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("--state: cut.json: is not JSON, or is cut off at line 2, "),
    });
  });

  it("names the option of an earlier audit that is none", async () => {
    const { review, file } = await startScene();
    const since = await file("since.json", {});
    expect((await review(["project", "--since", since])).stderr).toContain(
      "--since: since.json: is not an audit by this version; give a file",
    );
  });

  it.each([
    [["project", "--calls", "-1"], "Give a whole number from 0 to 100000"],
    [["project", "--format", "pdf"], "Give one of pretty, markdown, json, html"],
    [["project", "--state", "-", "--since", "-"], "standard input can be read only once"],
    [["project", "--since", "none.json"], "--since: none.json cannot be read"],
    [["impact"], "missing required argument"],
  ])("%j is refused", async (args, message) => {
    const { review } = await startScene();
    expect((await review(args)).stderr).toContain(message);
  });
});

describe("stytch-review impact", () => {
  it("counts whom the end of a client hits", async () => {
    const { review, letIn, app, settings } = await startScene("b2b");
    await letIn(app.clientId);
    const { code, stdout } = await review(["impact", app.clientId]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${app.clientId}: 1 organization and 1 member would lose it`);
    const unknown = `${app.clientId}0`;
    const mixed = await review(["impact", unknown, app.clientId]);
    expect(mixed).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`${app.clientId}: 1 organization and 1 member`),
    });
    expect(mixed.stdout).toContain(`${unknown}: the project ${settings.projectId} has no such`);
    const cut = await review(["impact", app.clientId, "--calls", "2", "--format", "json"]);
    expect(JSON.parse(cut.stdout)).toMatchObject({ isComplete: false, calls: 2 });
  });
});

describe("stytch-review changes --impact", () => {
  it("asks for clients that end, and for no other", async () => {
    const { review, letIn, app, file, settings, requests } = await startScene();
    await letIn(app.clientId);
    await requests();
    const before = await file("1.json", stateFile(app.clientId, settings.projectId));
    const after = await file("2.json", { deployment: { resources: [] } });
    const ended = ["changes", "--impact", "--before", before, "--after", after];
    const { stdout } = await review(ended);
    expect(stdout).toMatch(/^critical {2}web \(deleted\): .*: 1 user would lose it/);
    await requests();
    const [one, other] = statesOf([caseOf("a client gets another name")], "plugin");
    const kept = ["--before", await file("3.json", one), "--after", await file("4.json", other)];
    expect(await review(["changes", "--impact", ...kept])).toMatchObject({ code: 0, stderr: "" });
    expect(await requests()).not.toHaveProperty("POST /v1/users/search");
  });
});
