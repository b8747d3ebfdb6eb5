import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { PACKAGES } from "../../tools/release/packages.ts";

// It has no types.
const { load } = createRequire(import.meta.url)("js-yaml") as { load(text: string): unknown };

const REPOSITORY = resolve(import.meta.dirname, "../..");
const WORKFLOWS = join(REPOSITORY, ".github/workflows");

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflow = (name: string) => load(readFileSync(join(WORKFLOWS, name), "utf8")) as Workflow;

const names = globSync("*.yml", { cwd: WORKFLOWS });

describe.each(names)("the workflow %s", (name) => {
  it("runs each action at a commit, with its version beside it", () => {
    const lines = readFileSync(join(WORKFLOWS, name), "utf8").split("\n");
    const uses = lines.filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses.length).toBeGreaterThan(1);
    const pinned = /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(uses.filter((line) => !pinned.test(line))).toEqual([]);
  });

  it("may read and no more, unless a job says so", () => {
    expect(workflow(name).permissions).toEqual({ contents: "read" });
  });
});

describe("the site of the documentation", () => {
  const { jobs } = workflow("docs.yml");

  it("is published as it was built and tested, by a job that runs no command", () => {
    expect(jobs.build?.steps.map(({ run }) => run)).toContain("npm run test:docs");
    expect(jobs.build?.permissions).toBeUndefined();
    expect(jobs.publish?.needs).toBe("build");
    expect(jobs.publish?.steps.filter(({ run }) => run !== undefined)).toEqual([]);
  });

  it("is tested for each pull request", () => {
    const { docs } = workflow("test.yml").jobs;
    expect(docs?.steps.map(({ run }) => run)).toContain("npm run test:docs");
  });
});

describe("the release", () => {
  const { jobs } = workflow("release.yml");
  const mayWrite = Object.entries(jobs).filter(([, { permissions = {} }]) =>
    Object.values(permissions).includes("write"),
  );

  /** All jobs that end before this one begins. */
  const earlierThan = ({ needs }: Job): string[] =>
    needs === undefined ? [] : [needs, ...earlierThan(jobs[needs] as Job)];

  it("packs every package, and publishes all that it packed", () => {
    const commands = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run }) => run ?? ""));
    const pack = commands.find((run) => run.includes("npm pack") && run.includes("--workspace"));
    const packed = [...(pack ?? "").matchAll(/--workspace (\S+)/g)].map(([, folder]) => folder);
    expect(packed).toEqual(PACKAGES);
    expect(commands.join("\n")).toContain("./packages/*.tgz; do npm publish --provenance");
  });

  it("publishes nothing that was not built and tested first", () => {
    expect(mayWrite.map(([name]) => name)).toEqual(["release", "npm", "pypi", "go"]);
    for (const [name, job] of mayWrite) expect.soft(earlierThan(job), name).toContain("build");
    expect(jobs.build?.steps.map(({ run }) => run)).toContain(
      "npm test && npm run test:engine && npm run test:plugin",
    );
  });

  it("runs no tests twice", () => {
    const commands = jobs.build?.steps.flatMap(({ run = "" }) => run.split("&&")) ?? [];
    const tests = commands.map((run) => run.trim()).filter((run) => /^npm (run )?test\b/.test(run));
    expect(tests.length).toBeGreaterThan(2);
    expect(new Set(tests).size).toBe(tests.length);
  });

  it("installs no package of npm where something may be published", () => {
    for (const [name, { steps }] of mayWrite) {
      const installing = steps.filter(({ run = "" }) => /npm (ci|install)|npx|pip/.test(run));
      expect.soft(installing, name).toEqual([]);
    }
  });
});
