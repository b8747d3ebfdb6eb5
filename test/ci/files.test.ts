import { describe, expect, it } from "vitest";
import manifest from "../../review/package.json" with { type: "json" };
import { withVersion } from "../../tools/release/named-version.ts";
import { ACTION, GITLAB_INPUTS, GITLAB_JOBS, type Step, text, WORKFLOWS } from "./_files.ts";

const OWN = /^pulumi-stytch\/pulumi-stytch\/ci@v(.*)$/;

const jobs = Object.entries(WORKFLOWS).flatMap(([file, { jobs: some }]) =>
  Object.entries(some).map(([name, job]) => ({ title: `${file}: ${name}`, ...job })),
);
const allSteps: Step[] = [...ACTION.runs.steps, ...jobs.flatMap((job) => job.steps)];

const RUNS_CODE = /\bnpm ci\b|\bnpx\b|\bpulumi (?:preview|up)\b/;
const runsCode = (steps: readonly Step[]) => steps.some(({ run = "" }) => RUNS_CODE.test(run));

it("there are workflows for review, deployment, audit and rotation", () => {
  expect(Object.keys(WORKFLOWS).sort()).toEqual(["audit", "deploy", "pull-request", "rotate"]);
});

describe("every action", () => {
  it("is pinned to a commit, the same everywhere, with its version beside it", () => {
    const files = ["action.yml", ...Object.keys(WORKFLOWS).map((name) => `github/${name}.yaml`)];
    const lines = files.flatMap((file) => text(file).match(/uses: .*/g) ?? []);
    const foreign = lines.filter((line) => !OWN.test(line.replace("uses: ", "")));
    expect(foreign.length).toBeGreaterThan(15);
    for (const line of foreign) {
      expect(line).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    const pins = new Set(foreign.map((line) => line.replace(/\/(?:upload-sarif)(?=@)/, "")));
    const names = [...pins].map((line) => line.split("@")[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("of this repository is of the version of the packages", () => {
    const own = allSteps.flatMap(({ uses = "" }) => OWN.exec(uses)?.[1] ?? []);
    expect(own).toEqual([manifest.version]);
    expect(GITLAB_INPUTS["review-version"]?.default).toBe(manifest.version);
  });

  it("of this repository gets inputs that it has, and all that it needs", () => {
    const step = allSteps.find(({ uses = "" }) => OWN.test(uses));
    const given = Object.keys(step?.with ?? {});
    expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(given));
    const needed = Object.entries(ACTION.inputs).filter(([, { required }]) => required === true);
    expect(given).toEqual(expect.arrayContaining(needed.map(([name]) => name)));
  });
});

it("a release gives the files its version", () => {
  const workflow = withVersion(text("github/pull-request.yaml"), "9.8.7");
  expect(workflow).toContain("uses: pulumi-stytch/pulumi-stytch/ci@v9.8.7\n");
  const component = withVersion(text("gitlab/templates/connected-apps/template.yml"), "9.8.7");
  expect(component.match(/"9\.8\.7"/g)).toHaveLength(1);
});

it("no script has a text of an expression in it: what others choose comes by the environment", () => {
  const scripts = allSteps.flatMap(({ run }) => run ?? []);
  expect(scripts.length).toBeGreaterThan(12);
  for (const script of scripts) expect(script).not.toContain("${{");
});

describe.each(jobs)("the job $title", (job) => {
  it("ends by itself", () => {
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(30);
  });

  it("uses a secret in an environment alone, and gives it to single steps", () => {
    const withSecrets = job.steps.filter((step) => JSON.stringify(step).includes("secrets."));
    for (const step of withSecrets) expect(Object.keys(step.env ?? {})).toContain("STYTCH_SECRET");
    expect(withSecrets.length > 0 && job.environment === undefined).toBe(false);
  });

  it("leaves no token of the host where programs find it, unless it commits", () => {
    const commits = job.permissions.contents === "write";
    for (const { uses = "", with: options } of job.steps) {
      if (!uses.startsWith("actions/checkout@") || commits) continue;
      expect(options?.["persist-credentials"]).toBe(false);
    }
  });
});

it("deployments and rotations take the newest commit, which has the names of all secrets", () => {
  for (const name of ["deploy", "rotate"]) {
    const steps = Object.values(WORKFLOWS[name]?.jobs ?? {}).flatMap((job) => job.steps);
    const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.ref)).toEqual(["main"]);
  }
});

describe("a pull request", () => {
  const on = WORKFLOWS["pull-request"]?.on;
  const preview = WORKFLOWS["pull-request"]?.jobs.preview;
  const review = WORKFLOWS["pull-request"]?.jobs.review;

  it("starts its workflow by the event that gives forks nothing", () => {
    expect(on).toBe("pull_request");
    for (const name of Object.keys(WORKFLOWS)) {
      expect(text(`github/${name}.yaml`)).not.toMatch(/pull_request_target|workflow_run/);
    }
  });

  it("of a fork is not run", () => {
    expect(preview?.if).toBe("github.event.pull_request.head.repo.full_name == github.repository");
    expect(review?.needs).toBe("preview");
    expect(review?.if).toContain("needs.preview.result != 'skipped'");
  });

  it("runs its code where nothing may be written, and no secret is", () => {
    expect(runsCode(preview?.steps ?? [])).toBe(true);
    expect(preview?.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(JSON.stringify(preview)).not.toContain("secrets.");
  });

  it("is reviewed where none of its code is run", () => {
    expect(runsCode(review?.steps ?? [])).toBe(false);
    expect(runsCode(ACTION.runs.steps)).toBe(false);
    const install = ACTION.runs.steps.find(({ id }) => id === "install");
    expect(install?.["working-directory"]).toMatch(/\{\{ runner\.temp \}\}$/);
    expect(install?.run).toContain("--ignore-scripts");
  });
});

describe("a job of GitLab", () => {
  const SAME_PROJECT = "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID";
  const real = Object.entries(GITLAB_JOBS).filter(([name]) => !name.startsWith("."));

  it.each(real)("runs by an event that it names, and for no fork: %s", (_name, { rules = [] }) => {
    expect(rules).toHaveLength(1);
    const [{ if: condition } = { if: "" }] = rules;
    expect(condition).toMatch(
      /^\$CI_PIPELINE_SOURCE == "(?:merge_request_event|push|schedule)" && /,
    );
    if (condition.includes("merge_request_event")) expect(condition).toContain(SAME_PROJECT);
  });

  it("previews without a secret, and reviews without code of the request", () => {
    expect(GITLAB_JOBS["connected-apps-preview"]?.variables?.STYTCH_SECRET).toBe(
      "unused-in-a-preview",
    );
    const review = GITLAB_JOBS["connected-apps-review"];
    expect(review?.script?.join("\n")).not.toMatch(RUNS_CODE);
    expect(review?.extends).toBeUndefined();
  });

  it("uses inputs that there are, in no script", () => {
    const component = text("gitlab/templates/connected-apps/template.yml");
    const used = [...component.matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(GITLAB_INPUTS)));
    for (const [, { script = [], before_script = [] }] of real) {
      expect([...before_script, ...script].join("\n")).not.toContain("$[[");
    }
  });
});
