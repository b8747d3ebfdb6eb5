import { describe, expect, test } from "vitest";
import { destructionProblem } from "../../../provider/src/connected-app/destruction.ts";
import type { ConnectedAppOutputs } from "../../../provider/src/connected-app/model.ts";
import { SERVER_DEFAULTS } from "../../../provider/src/stytch/connected-app-fields.ts";

const LIVE = "connected-app-live-11111111-2222-4333-8444-555555555555";
const TEST = LIVE.replace("live", "test");
const OTHER = LIVE.replace("111", "222");
const NONE = new Set<string>();

function outputs(changes: Partial<ConnectedAppOutputs> = {}): ConnectedAppOutputs {
  const projectId = "project-live-11111111-2222-4333-8444-555555555555";
  return { ...SERVER_DEFAULTS, clientType: "first_party", status: "active", projectId, ...changes };
}
const IN_TEST = { projectId: "project-test-11111111-2222-4333-8444-555555555555" };
const REPLACED = { clientType: "third_party" } as const;

describe("of a client of a live project", () => {
  test.each([
    ["a deletion", undefined, /: the client would be deleted\./],
    ["a replacement", REPLACED, /cannot change its type, so it would be replaced/],
  ])("%s is refused, with what would break and how to allow it", (_title, inputs, what) => {
    const problem = destructionProblem(LIVE, outputs(), inputs, NONE);
    expect(problem).toMatchObject({
      code: "ERR_STYTCH_DESTRUCTIVE",
      name: "DestructiveChangeError",
    });
    expect(problem?.message).toMatch(what);
    for (const told of [
      "live project",
      "would stop working",
      "was not touched",
      `STYTCH_ALLOW_DESTRUCTIVE=${LIVE}`,
      `pulumi config set stytch:allowDestructive ${LIVE}`,
      `allowDestructive: "${LIVE}"`,
      "pulumi state delete",
      "retainOnDelete",
    ]) {
      expect(problem?.message).toContain(told);
    }
  });

  test.each([undefined, REPLACED])("is allowed by the stack's configuration (%j)", (inputs) => {
    expect(destructionProblem(LIVE, outputs(), inputs, new Set([OTHER, LIVE]))).toBeUndefined();
    expect(destructionProblem(LIVE, outputs(), inputs, new Set([OTHER]))).toBeDefined();
  });

  test("a deletion is allowed by what the resource said last", () => {
    expect(
      destructionProblem(LIVE, outputs({ allowDestructive: LIVE }), undefined, NONE),
    ).toBeUndefined();
    expect(
      destructionProblem(LIVE, outputs({ allowDestructive: OTHER }), undefined, NONE),
    ).toBeDefined();
  });

  test("a replacement is allowed by what the resource says now", () => {
    const inputs = { ...REPLACED, allowDestructive: LIVE };
    expect(destructionProblem(LIVE, outputs(), inputs, NONE)).toBeUndefined();
    expect(
      destructionProblem(LIVE, outputs({ allowDestructive: LIVE }), REPLACED, NONE),
    ).toBeDefined();
    const other = { ...REPLACED, allowDestructive: OTHER };
    expect(destructionProblem(LIVE, outputs(), other, NONE)).toBeDefined();
  });

  test("is refused too where an older state does not name the project", () => {
    const { projectId: _, ...older } = outputs();
    expect(destructionProblem(LIVE, older, undefined, NONE)).toBeDefined();
    expect(destructionProblem(TEST, older, undefined, NONE)).toBeUndefined();
  });
});

describe("with its resource in the state", () => {
  const urn = "urn:pulumi:prod::web::pulumi-nodejs:dynamic/stytch:ConnectedApp::web";

  test("a deletion names it, in the commands too", () => {
    const doomed = { urn, isReplaced: false };
    const problem = destructionProblem(LIVE, outputs(), undefined, NONE, doomed);
    expect(problem?.message).toContain(`the client of ${urn} would be deleted.`);
    expect(problem?.message).toContain(`pulumi state delete '${urn}'`);
    expect(problem?.message).not.toContain("taint");
  });

  test("a replacement by another client of its type says how to take it back", () => {
    const doomed = { urn, isReplaced: true };
    const problem = destructionProblem(LIVE, outputs(), undefined, NONE, doomed);
    expect(problem?.message).toContain(`the client of ${urn} would be replaced`);
    expect(problem?.message).toContain("--replace");
    expect(problem?.message).toContain(`pulumi state untaint '${urn}'`);
  });
});

test.each([undefined, REPLACED])("a client of a test project is not protected (%j)", (inputs) => {
  expect(destructionProblem(TEST, outputs(IN_TEST), inputs, NONE)).toBeUndefined();
});
