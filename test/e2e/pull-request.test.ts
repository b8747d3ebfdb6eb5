import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import type { Cli } from "./_cli.ts";
import type { ExampleCopy } from "./_example-copy.ts";
import { REPOSITORY, run } from "./_process.ts";
import type { TestProject } from "./_project.ts";
import { eachTestScope } from "./_scope.ts";

// It brings no types.
const { load } = createRequire(import.meta.url)("js-yaml") as { load(text: string): unknown };

const SCRIPT = "check-pull-request.sh";
const read = (path: string) => readFile(join(REPOSITORY, path), "utf8");

const workflowSchema = z.object({
  on: z.literal("pull_request"),
  permissions: z.strictObject({ contents: z.literal("read") }),
  jobs: z.strictObject({
    "connected-apps": z.object({
      "runs-on": z.string(),
      steps: z.array(
        z.strictObject({
          uses: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
          if: z.string().optional(),
          run: z.string().optional(),
          env: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  }),
});

async function workflowSteps() {
  const workflow = workflowSchema.parse(load(await read("examples/ci/pull-request.yaml")));
  return workflow.jobs["connected-apps"].steps;
}

/** The step that runs the script, with its arguments. */
async function checkStep() {
  const step = (await workflowSteps()).find(({ run }) => run?.startsWith(`./${SCRIPT} `));
  const [, stack = "", report = ""] = step?.run?.split(" ") ?? [];
  return { stack, report, env: step?.env ?? {} };
}

describe("the workflow for pull requests", () => {
  it("installs, checks, and shows what the check reported also when it failed", async () => {
    const { stack, report } = await checkStep();
    const steps = await workflowSteps();
    expect(steps.flatMap(({ run }) => run ?? [])).toEqual([
      "npm ci",
      `./${SCRIPT} ${stack} ${report}`,
      `sed 's/^/    /' ${report} >> "$GITHUB_STEP_SUMMARY"`,
    ]);
    expect(steps.at(-1)?.if).toBe(`always() && hashFiles('${report}') != ''`);
  });

  it("pins its actions to the commits that the workflows to copy pin", async () => {
    const actions = (await workflowSteps()).flatMap(({ uses }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(0);
    const others = await read("ci/github/pull-request.yaml");
    for (const action of actions) {
      expect.soft(action).toMatch(/@[0-9a-f]{40}$/);
      expect.soft(others).toContain(`uses: ${action} `);
    }
  });
});

describe("the check of a pull request", () => {
  const scope = eachTestScope();
  let project: TestProject;
  let cli: Cli;
  let example: ExampleCopy;

  beforeEach(async () => {
    project = await scope.project();
    cli = await scope.cli(project);
    example = await scope.example("ci");
    const init = ["--cwd", example.folder, "stack", "init", "prod"];
    expect(await cli.pulumi(...init)).toMatchObject({ code: 0 });
  });

  /** Runs the script as the workflow does; the backend of the test knows no organizations. */
  async function check() {
    const { stack, report, env } = await checkStep();
    const root = inject("engineRoot");
    const engine = root === undefined ? [] : [join(root, "bin")];
    const { STYTCH_SECRET = "" } = env;
    const { code, stdout } = await run(
      join(example.folder, SCRIPT),
      [stack.split("/").at(-1) ?? "", report],
      {
        env: {
          ...cli.environment,
          STYTCH_SECRET,
          PATH: [...engine, process.env.PATH].join(delimiter),
        },
      },
    );
    expect(await readFile(join(example.folder, report), "utf8")).toBe(stdout);
    return { code, output: stdout };
  }

  it("passes good clients, without the project's secret and without a request", async () => {
    const requests = await project.requestsDuring(async () => {
      const { code, output } = await check();
      expect(code, output).toBe(0);
      expect(output).toContain("+ 3 to create");
      expect(output).toMatch(/Policy Packs run:\s+Name\s+Version\s+stytch-connected-apps/);
      expect(output).not.toContain("connected-app-");
    });
    expect(requests).toEqual({});
  });

  it("shows the values of a client for review, and no secret", async () => {
    await example.edit("index.ts", "import", 'import * as pulumi from "@pulumi/pulumi";\nimport');
    await example.edit("index.ts", "accessTokenExpiryMinutes: 30", "accessTokenExpiryMinutes: 45");
    const description = '"Runs on the user\'s machine, where no secret is safe"';
    await example.edit("index.ts", description, `pulumi.secret(${description})`);
    const { code, output } = await check();
    expect(code, output).toBe(0);
    expect(output).toContain("accessTokenExpiryMinutes: 45");
    expect(output).toContain('[0]: "https://app.example.com/callback"');
    expect(output).toMatch(/clientDescription *: \[secret\]/);
    expect(output).not.toContain("Runs on the user");
  });

  it.each<{ mistake: string; change: [from: string, to: string]; says: string[] }>([
    {
      mistake: "a client that a policy refuses",
      change: ["https://app.", "https://*."],
      says: [
        "connected-app-redirect-no-wildcard  (pulumi-nodejs:dynamic/stytch:ConnectedApp: web)",
        'redirectUrls[0] is "https://*.example.com/callback"',
      ],
    },
    {
      mistake: "a client on a domain that the configuration does not permit",
      change: ["https://app.example.com", "https://app.example.org"],
      says: ["connected-app-redirect-permitted-domains", "app.example.org"],
    },
  ])("fails for $mistake, says why, and creates nothing", async ({ change, says }) => {
    await example.edit("index.ts", ...change);
    const requests = await project.requestsDuring(async () => {
      const { code, output } = await check();
      expect(code, output).not.toBe(0);
      for (const message of says) expect(output).toContain(message);
    });
    expect(requests).toEqual({});
    expect(await project.clients()).toEqual([]);
  });
});
