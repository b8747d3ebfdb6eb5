import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../e2e/_process.ts";
import { GITLAB_DOCUMENTS, GITLAB_JOBS } from "./_files.ts";

const schema = JSON.parse(
  readFileSync(join(REPOSITORY, "test/data/gitlab-ci.schema.json"), "utf8"),
) as object;
const matches = new Ajv({ strict: false, validateFormats: false }).compile(schema);

const problemsOf = (pipeline: unknown): unknown[] =>
  matches(pipeline) ? [] : [...(matches.errors ?? [])];

/** The pipeline with one job changed. */
function withJob(name: string, change: object): object {
  return { ...GITLAB_JOBS, [name]: { ...GITLAB_JOBS[name], ...change } };
}

describe("the component for GitLab", () => {
  it("is a header with inputs and a pipeline, both by GitLab's own schema", () => {
    expect(GITLAB_DOCUMENTS).toHaveLength(2);
    for (const document of GITLAB_DOCUMENTS) expect(problemsOf(document)).toEqual([]);
  });

  it.each([
    ["a need that names no job", { needs: [{ artifacts: true }] }],
    ["a script that is no text", { script: [{}] }],
    ["an artifact of a kind that there is not", { artifacts: { reports: { codequality: 1 } } }],
    ["a condition without a value", { rules: [{ if: 1 }] }],
    ["a job that runs when it likes", { rules: [{ if: "$A", when: "perhaps" }] }],
    ["an artifact for no one", { artifacts: { access: "nobody", paths: ["a"] } }],
  ])("would not be with %s", (_title, change) => {
    expect(problemsOf(withJob("connected-apps-review", change))).not.toEqual([]);
  });

  it("would not be with an input of a type that there is not", () => {
    expect(problemsOf({ spec: { inputs: { stack: { type: "stack" } } } })).not.toEqual([]);
  });
});
