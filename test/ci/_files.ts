import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { z } from "zod";
import { REPOSITORY } from "../e2e/_process.ts";

// It brings no types.
const { load, loadAll } = createRequire(import.meta.url)("js-yaml") as {
  load(text: string): unknown;
  loadAll(text: string): unknown[];
};

export const text = (path: string): string => readFileSync(join(REPOSITORY, "ci", path), "utf8");

const stepSchema = z.strictObject({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  env: z.record(z.string(), z.string()).optional(),
  run: z.string().optional(),
  shell: z.literal("bash").optional(),
  "working-directory": z.string().optional(),
});

export type Step = z.output<typeof stepSchema>;

const jobSchema = z.looseObject({
  needs: z.string().optional(),
  if: z.string().optional(),
  permissions: z.record(z.string(), z.enum(["read", "write"])),
  environment: z.string().optional(),
  "timeout-minutes": z.number(),
  steps: z.array(stepSchema),
});

const workflowSchema = z.looseObject({
  on: z.unknown(),
  permissions: z.strictObject({}),
  concurrency: z.looseObject({ group: z.string() }),
  env: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), jobSchema),
});

export type Workflow = z.output<typeof workflowSchema>;

/** The workflows for GitHub by their name without the ending. */
export const WORKFLOWS: Readonly<Record<string, Workflow>> = Object.fromEntries(
  globSync("ci/github/*.yaml", { cwd: REPOSITORY }).map((path) => [
    basename(path, ".yaml"),
    workflowSchema.parse(load(text(`github/${basename(path)}`))),
  ]),
);

const actionSchema = z.looseObject({
  inputs: z.record(
    z.string(),
    z.looseObject({ default: z.string().optional(), required: z.boolean().optional() }),
  ),
  runs: z.strictObject({ using: z.literal("composite"), steps: z.array(stepSchema) }),
});

export const ACTION = actionSchema.parse(load(text("action.yml")));

const gitlabJobSchema = z.looseObject({
  rules: z.array(z.looseObject({ if: z.string() })).optional(),
  variables: z.record(z.string(), z.string()).optional(),
  script: z.array(z.string()).optional(),
  before_script: z.array(z.string()).optional(),
});

export type GitlabJob = z.output<typeof gitlabJobSchema>;

/** The header with the inputs of the component, and its jobs. */
export const GITLAB_DOCUMENTS = loadAll(text("gitlab/templates/connected-apps/template.yml"));
const [inputs, jobs] = GITLAB_DOCUMENTS;

export const GITLAB_INPUTS = z
  .object({
    spec: z.object({
      inputs: z.record(z.string(), z.looseObject({ default: z.string().optional() })),
    }),
  })
  .parse(inputs).spec.inputs;

export const GITLAB_JOBS = z.record(z.string(), gitlabJobSchema).parse(jobs);
