import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../../provider/src/lifecycle-entry.ts";
import { ReviewInputError } from "../../../review/src/errors.ts";
import { deploymentOfPreview } from "../../../review/src/read/index.ts";
import { type Case, caseOf } from "../_corpus.ts";
import { previewOf } from "../_forms.ts";
import { meaningsIn, reviewPreview } from "../_review.ts";

interface Step {
  op: string;
  urn: string;
  oldState?: Record<string, unknown>;
  newState?: Record<string, unknown>;
}

interface Preview {
  steps: Step[];
  diagnostics: object[];
  changeSummary: Record<string, number>;
}

const renamed = caseOf("a client gets another name");
const deleted = caseOf("a client is deleted");
const replaced = caseOf("a client loses its secret");

function preview(one: Case): Preview {
  return JSON.parse(JSON.stringify(previewOf([one], "dynamic"))) as Preview;
}

function withStep(one: Case, change: (step: Step) => Step[]): Preview {
  const whole = preview(one);
  return { ...whole, steps: whole.steps.flatMap(change) };
}

describe("a preview", () => {
  it("that failed says why, and what it had found until then", () => {
    const whole = preview(deleted);
    const diagnostics = [
      { message: "a warning", severity: "warning" },
      { message: "error: the program threw\n", severity: "error" },
    ];
    const report = reviewPreview({ ...whole, diagnostics });
    expect(report.problems).toEqual(["error: the program threw"]);
    expect(meaningsIn(report)).toEqual(["critical client-deleted"]);
  });

  it("without what stays as it is says that nothing was compared with that", () => {
    expect(reviewPreview(preview(deleted)).notes).toEqual([]);
    const report = reviewPreview({ ...preview(deleted), changeSummary: { same: 7, delete: 1 } });
    expect(report.notes).toEqual([expect.stringContaining("--show-sames")]);
  });

  it("of nothing is empty", () => {
    const report = reviewPreview({ changeSummary: {} });
    expect(report).toMatchObject({ clients: [], severity: undefined, problems: [] });
  });

  it("is not disturbed by other resources", () => {
    const other = {
      op: "delete",
      urn: "urn:pulumi:prod::shop::aws:s3:Bucket::logs",
      oldState: { urn: "urn:pulumi:prod::shop::aws:s3:Bucket::logs", type: "aws:s3:Bucket" },
    };
    const smoke = {
      ...other,
      oldState: { urn: "u", type: "pulumi-nodejs:dynamic/stytch:SmokeTest" },
    };
    const report = reviewPreview(withStep(deleted, (step) => [other, step, smoke]));
    expect(meaningsIn(report)).toEqual(["critical client-deleted"]);
  });

  it("knows a client by a token that the configuration of the policies names", () => {
    const type = "acme:auth:Client";
    const custom = withStep(deleted, (step) => [{ ...step, oldState: { ...step.oldState, type } }]);
    expect(meaningsIn(reviewPreview(custom))).toEqual([]);
    const configuration = { "connected-apps": { types: [type] } };
    expect(meaningsIn(reviewPreview(custom, { configuration }))).toEqual([
      "critical client-deleted",
    ]);
  });

  it("leaves out a client that the stack only reads", () => {
    const external = withStep(renamed, (step) => [
      {
        ...step,
        op: "read",
        oldState: { ...step.oldState, external: true },
        newState: { ...step.newState, external: true },
      },
    ]);
    expect(reviewPreview(external)).toMatchObject({ clients: [], totals: { unchanged: 0 } });
  });

  it("tells a replacement once, in whichever steps the engine takes it", () => {
    const whole = reviewPreview(preview(replaced));
    const inSteps = withStep(replaced, (step) => [
      {
        op: "create-replacement",
        urn: step.urn,
        ...(step.oldState && { oldState: step.oldState }),
        ...(step.newState && { newState: step.newState }),
      },
      { op: "delete-replaced", urn: step.urn, ...(step.oldState && { oldState: step.oldState }) },
    ]);
    expect(meaningsIn(reviewPreview(inSteps))).toEqual(meaningsIn(whole));
    const both = withStep(replaced, (step) => [step, { ...step, op: "create-replacement" }]);
    expect(meaningsIn(reviewPreview(both))).toEqual(meaningsIn(whole));
  });

  it("names a client that is adopted or imported, where its id is known", () => {
    const idOf = (one: Preview) => reviewPreview(one).clients[0]?.client.id;
    const adopted = caseOf("a client is adopted by its id");
    expect(idOf(preview(adopted))).toMatch(/^connected-app-test-1{8}-/);
    const unknown = withStep(adopted, (step) => [
      {
        ...step,
        newState: {
          ...step.newState,
          inputs: { clientType: "first_party", adoptClientId: UNKNOWN },
        },
      },
    ]);
    expect(idOf(unknown)).toBeUndefined();
    expect(meaningsIn(reviewPreview(unknown))).toEqual(["high client-adopted"]);
    expect(idOf(preview(caseOf("a client is imported")))).toMatch(/^connected-app-test-0{8}-/);
  });

  it("has the place of the program, where one is recorded", () => {
    const at = (sourcePosition: string | undefined) =>
      reviewPreview(
        withStep(renamed, (step) => [{ ...step, newState: { ...step.newState, sourcePosition } }]),
      ).clients[0]?.client.place;
    expect(at("project:///src/clients.ts#12,3")).toEqual({
      file: "src/clients.ts",
      line: 12,
      column: 3,
    });
    expect(at("project:///src/my%20clients.ts#12")).toEqual({
      file: "src/my clients.ts",
      line: 12,
      column: undefined,
    });
    expect(at("project:///src/../a%ZZ.ts#1,1")).toEqual({ file: "a%ZZ.ts", line: 1, column: 1 });
    expect(at("file:///etc/passwd#1,1")).toBeUndefined();
    expect(at(undefined)).toBeUndefined();
  });

  it("takes the other spellings of what is not known", () => {
    for (const unknown of [
      "[unknown]",
      "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      {
        d0e6a833031e9bbcd3f4e8bde6ca49a4: "x",
        "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
      },
    ]) {
      const step = withStep(renamed, (one) => [
        {
          ...one,
          newState: {
            ...one.newState,
            inputs: { clientType: "first_party", fullAccessAllowed: unknown },
          },
        },
      ]);
      expect(meaningsIn(reviewPreview(step))).toContain("critical full-access-unknown");
      expect(reviewPreview(step).clients[0]?.unknown).toEqual(["fullAccessAllowed"]);
    }
  });
});

describe("what is no preview", () => {
  const read = (text: string) => deploymentOfPreview({ name: "plan.json", text }, {});

  it.each([
    "",
    "not json",
    "[]",
    "null",
    "{}",
    '{"steps": 1}',
    '{"deployment": {"resources": []}}',
  ])("is refused without a word of it: %j", (text) => {
    expect(() => read(text)).toThrow(ReviewInputError);
    expect(() => read(text)).toThrow(/^plan\.json: is not /);
  });

  it("is not quoted", () => {
    expect(() => read('{"secret": "hunter2"')).not.toThrow(/hunter2/);
  });
});
