import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import type { Cli } from "../e2e/_cli.ts";
import { REPOSITORY, run } from "../e2e/_process.ts";
import type { TestProject } from "../e2e/_project.ts";
import { suiteScope } from "../e2e/_scope.ts";
import { github } from "../review/host/_github.ts";
import { gitlab } from "../review/host/_gitlab.ts";
import { TOKEN } from "../review/host/_stand-in.ts";
import { checkJunit, readCodeQuality } from "../review/report/_host-formats.ts";
import { PROGRAM } from "./_program.ts";
import { runGitlabJob, runJob, standInPrograms } from "./_runner.ts";

const scope = suiteScope();
let project: TestProject;
let cli: Cli;
let temp: string;
let remote: string;
let clone: string;
let bin: string;

const GIT = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };

async function git(...args: string[]): Promise<string> {
  const who = ["-c", "user.name=someone", "-c", "user.email=someone@example.com"];
  const { code, stdout, stderr } = await run("git", [...who, ...args], { cwd: clone, env: GIT });
  expect(code, stderr).toBe(0);
  return stdout;
}

beforeAll(async () => {
  project = await scope.project();
  cli = await scope.cli(project);
  temp = await scope.folder();
  bin = await standInPrograms(temp);
  remote = join(temp, "remote.git");
  clone = join(temp, "clone");
  await mkdir(join(clone, "infra"), { recursive: true });
  await git("init", "--quiet", "--bare", "--initial-branch", "main", remote);
  await git("init", "--quiet", "--initial-branch", "main");
  await git("remote", "add", "origin", remote);
  await symlink(join(REPOSITORY, "node_modules"), join(clone, "node_modules"));
  await writeFile(join(clone, ".gitignore"), "node_modules\npreview.json\nsmoke.xml\n");
  await writeFile(join(clone, "infra/Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  await writeFile(join(clone, "infra/index.ts"), PROGRAM);
  const created = await cli.pulumi("stack", "init", "prod", "--cwd", join(clone, "infra"));
  expect(created.code, created.stderr).toBe(0);
  await git("add", ".");
  await git("commit", "--quiet", "--message", "Begin");
  await git("push", "--quiet", "origin", "main");
});

function path(): string {
  const root = inject("engineRoot");
  const engine = root === undefined ? [] : [join(root, "bin")];
  return [bin, ...engine, process.env.PATH].join(delimiter);
}

/** Runs a job on the clone as it is. */
async function job(
  workflow: string,
  name: string,
  { env = {}, expressions = {} }: { env?: object; expressions?: object } = {},
) {
  // Only what a step is given is there for it.
  const { STYTCH_PROJECT_ID = "", STYTCH_SECRET = "", ...environment } = cli.environment;
  return runJob(workflow, name, {
    folder: clone,
    temp,
    env: {
      ...environment,
      ...GIT,
      PATH: path(),
      FOLDER: "infra",
      STACK: "prod",
      ...env,
      STYTCH_PROJECT_ID: "",
      STYTCH_SECRET: "",
    },
    expressions: {
      "vars.STYTCH_PROJECT_ID": STYTCH_PROJECT_ID,
      "secrets.STYTCH_SECRET": STYTCH_SECRET,
      "env.FOLDER": "infra",
      "env.STACK": "prod",
      "github.token": TOKEN,
      ...expressions,
    },
  });
}

const edit = async (from: string, to: string) => {
  const path = join(clone, "infra/index.ts");
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
};

describe("the workflow for deployments", () => {
  it("deploys, tests every client, and leaves the report", async () => {
    const { succeeded, output, used } = await job("deploy", "deploy");
    expect(succeeded, output).toBe(true);
    expect(await project.clients()).toMatchObject([{ client_name: "Web" }]);
    expect(await readFile(join(clone, "smoke.xml"), "utf8")).toMatch(/failures="0" errors="0"/);
    expect(used).toContain("actions/upload-artifact");
  });
});

describe("the workflow for pull requests", () => {
  async function pullRequest() {
    const { host, environment } = await github();
    const event = join(temp, "event.json");
    await writeFile(event, JSON.stringify({ pull_request: { number: 7 } }));
    const env = { ...environment, GITHUB_TOKEN: "", GITHUB_EVENT_PATH: event };
    return {
      host,
      env,
      async push(expressions: object = {}) {
        const requests = await project.requestsDuring(async () => {
          const preview = await job("pull-request", "preview");
          expect(preview.succeeded, preview.output).toBe(true);
        });
        expect(requests).toEqual({});
        return job("pull-request", "review", { env, expressions });
      },
    };
  }

  it("says what is dangerous, at its line, fails, and says nothing once it is cosmetic", async () => {
    await git("switch", "--quiet", "--create", "change");
    const { host, push } = await pullRequest();
    await edit(
      '["https://app.example.com/callback"]',
      '["https://app.example.com/callback", "https://app.examp1e.com/callback"]',
    );
    const bad = await push();
    expect(bad.succeeded).toBe(false);
    expect(bad.output).toMatch(/^::error file=infra\/index\.ts,line=5,/m);
    expect(bad.output).not.toContain(TOKEN);
    expect(bad.summary).toMatch(/^### Critical: web: /m);
    expect(bad.used).toContain("github/codeql-action/upload-sarif");
    expect(host.posts).toHaveLength(1);
    expect(host.posts[0]?.body).toMatch(/^### Critical: web: .*\n/);
    expect(host.posts[0]?.body).toMatch(/<!-- stytch-review: prod -->$/);

    await edit(', "https://app.examp1e.com/callback"', "");
    await edit('clientName: "Web"', 'clientName: "Web shop"');
    const good = await push();
    expect(good.succeeded, good.output).toBe(true);
    expect(host.posts).toEqual([]);
    expect(good.summary).toBe("");
    await git("checkout", "--quiet", "--force", "main");
  });

  it("comments on a preview that failed, and fails", async () => {
    const { host, env } = await pullRequest();
    await edit("new pulumi.Config()", "new pulumi.Config().nothing.such()");
    const preview = await job("pull-request", "preview");
    expect(preview.succeeded).toBe(false);
    const review = await job("pull-request", "review", { env });
    expect(review.succeeded).toBe(false);
    expect(host.posts[0]?.body).toContain("**The preview failed**");
    await git("checkout", "--quiet", "--force", "main");
  });
});

describe("the component for merge requests", () => {
  it("reports what is dangerous, comments, fails, and says nothing once it is cosmetic", async () => {
    const { host, environment } = await gitlab();
    const { STYTCH_SECRET: _, ...others } = cli.environment;
    const env = { ...others, PATH: path(), FOLDER: "infra", STACK: "prod", FAIL_ON: "critical" };
    const review = async () => {
      const preview = await runGitlabJob("connected-apps-preview", { folder: clone, env });
      expect(preview.code, preview.output).toBe(0);
      const more = { POLICY_CONFIG: "", REVIEW_VERSION: "0.1.0" };
      return runGitlabJob("connected-apps-review", {
        folder: clone,
        env: { ...env, ...environment, ...more },
      });
    };
    const read = (name: string) => readFile(join(clone, name), "utf8");

    await edit('"https://app.example.com/callback"', '"https://*.example.com/callback"');
    const bad = await review();
    expect(bad.code, bad.output).toBe(3);
    const [worst] = readCodeQuality(await read("connected-apps.json"));
    expect(worst).toMatchObject({
      severity: "blocker",
      location: { path: "infra/index.ts", lines: { begin: 5 } },
    });
    expect(checkJunit(await read("connected-apps.xml")).find("//failure")).not.toEqual([]);
    expect(host.posts).toMatchObject([{ body: expect.stringMatching(/^### Critical: web: /) }]);

    await git("checkout", "--quiet", "--force", "main");
    await edit('clientName: "Web"', 'clientName: "Web shop"');
    const good = await review();
    expect(good.code, good.output).toBe(0);
    expect(host.posts).toEqual([]);
    await git("checkout", "--quiet", "--force", "main");
  });
});

describe("the workflow for audits", () => {
  it("keeps one issue about what it finds at Stytch", async () => {
    const { host, environment } = await github();
    const audit = async () => {
      const { succeeded, output } = await job("audit", "audit", {
        env: { ...environment, GITHUB_TOKEN: "" },
      });
      expect(succeeded, output).toBe(true);
      expect(output).not.toContain(TOKEN);
    };
    const { client_id } = await project.add({
      client_type: "third_party",
      client_name: "Left over",
      redirect_urls: ["https://old.example.com/callback"],
    });
    await audit();
    expect(host.posts).toMatchObject([
      { title: "Audit of the Connected Apps of prod", labels: ["stytch-review"], isOpen: true },
    ]);
    expect(host.posts[0]?.body).toContain("Left over");
    await audit();
    expect(host.posts).toHaveLength(1);
    await project.remove(client_id);
    await audit();
    const open = host.posts.filter(({ isOpen }) => isOpen).map(({ body }) => body);
    expect(open.join()).not.toContain("Left over");
    expect(host.posts).toHaveLength(1);
  });
});

describe("the workflow for rotations", () => {
  const STEP = "inputs.step || (github.event.schedule == '0 6 8 * *' && 'complete' || 'start')";
  const rotate = (step: string, env = {}) =>
    job("rotate", "rotate", { env, expressions: { [STEP]: step } });
  const settings = () => git("show", "origin/main:infra/Pulumi.prod.yaml");
  const secretsOf = async () => {
    const [client] = await project.clients();
    return { now: client?.client_secret_last_four, next: client?.next_client_secret_last_four };
  };

  it("makes a second secret, refuses to make a third, and ends the first", async () => {
    const { now: first } = await secretsOf();
    const start = await rotate("start");
    expect(start.succeeded, start.output).toBe(true);
    expect(await settings()).toMatch(/shop:nextSecretVersion: "?\d{4}-\d\d-\d\d"?\n/);
    const { now, next } = await secretsOf();
    expect(now).toBe(first);
    expect(next).toMatch(/^.{4}$/);

    const again = await rotate("start");
    expect(again.succeeded).toBe(false);
    expect(again.output).toContain("::error::A rotation is open; complete it first.");
    expect(await secretsOf()).toEqual({ now, next });

    const complete = await rotate("complete");
    expect(complete.succeeded, complete.output).toBe(true);
    expect(await settings()).toMatch(/shop:secretVersion: /);
    expect(await settings()).not.toContain("nextSecretVersion");
    expect((await secretsOf()).now).toBe(next);
    expect(await git("log", "--format=%s", "origin/main")).toBe(
      "Rotate the secrets of Connected Apps\nRotate the secrets of Connected Apps\nBegin\n",
    );
  });

  it("changes nothing where no rotation is open", async () => {
    const before = await secretsOf();
    const { succeeded, output } = await rotate("complete");
    expect(succeeded, output).toBe(true);
    expect(output).toContain("::notice::No rotation is open.");
    expect(await secretsOf()).toEqual(before);
  });

  it("deploys nothing where the names cannot be pushed, or the stack cannot be read", async () => {
    const before = await secretsOf();
    const hook = join(remote, "hooks/pre-receive");
    await writeFile(hook, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const requests = await project.requestsDuring(async () => {
      expect((await rotate("start")).succeeded).toBe(false);
      expect((await rotate("complete", { STACK: "none" })).succeeded).toBe(false);
    });
    await rm(hook);
    await git("reset", "--quiet", "--hard", "origin/main");
    expect(requests).toEqual({});
    expect(await secretsOf()).toEqual(before);
  });

  it("has pushed the names, others than before, when a deployment fails, and continues in the next attempt", async () => {
    const failed = await rotate("start", { PULUMI_CONFIG_PASSPHRASE: "wrong" });
    expect(failed.succeeded).toBe(false);
    expect(await settings()).toMatch(/shop:nextSecretVersion: \d{4}-\d\d-\d\d-2\n/);
    expect((await secretsOf()).next ?? "").toBe("");
    const start = await rotate("start", { GITHUB_RUN_ATTEMPT: "2" });
    expect(start.succeeded, start.output).toBe(true);
    expect(start.output).toContain("::notice::Continues the rotation to ");
    expect((await secretsOf()).next).toMatch(/^.{4}$/);
  });
});
