import { describe, expect, it } from "vitest";
import { ReviewInputError } from "../../../review/src/errors.ts";
import { deploymentOfStates } from "../../../review/src/read/index.ts";
import { CORPUS, caseOf } from "../_corpus.ts";
import { statesOf } from "../_forms.ts";
import { meaningsIn, reviewStates } from "../_review.ts";

interface State {
  deployment: { resources: Record<string, unknown>[] };
}

const copy = (state: object) => JSON.parse(JSON.stringify(state)) as State;
const unchanged = caseOf("nothing is changed");
const deleted = caseOf("a client is deleted");

describe("two states", () => {
  it("of the same clients in another order differ in nothing", () => {
    const cases = CORPUS.filter(({ means }) => means.length === 0).slice(0, 10);
    const [before, after] = statesOf(cases, "dynamic");
    const turned = copy(after);
    turned.deployment.resources.reverse();
    const report = reviewStates([before, turned]);
    expect(report).toMatchObject({ clients: [], severity: undefined });
    expect(report.totals.unchanged).toBeGreaterThan(5);
  });

  it("with the client under another name differ in nothing", () => {
    const [before, after] = statesOf([unchanged], "dynamic");
    const renamed = copy(after);
    for (const resource of renamed.deployment.resources) {
      resource.urn = String(resource.urn).replace("::case-0", "::shop");
    }
    expect(meaningsIn(reviewStates([before, renamed]))).toEqual([]);
  });

  it("with another client under the same name end the former", () => {
    const [before, after] = statesOf([unchanged], "dynamic");
    const other = copy(after);
    for (const resource of other.deployment.resources) {
      if ("id" in resource) resource.id = "connected-app-test-99999999-0000-4000-8000-000000000000";
    }
    expect(meaningsIn(reviewStates([before, other]))).toEqual(["critical client-replaced"]);
  });

  it("keep a client whose former name a new one has, whatever their order", () => {
    const [before, after] = statesOf([unchanged], "dynamic");
    const both = copy(after);
    const { resources } = both.deployment;
    const kept = resources.find((resource) => "id" in resource);
    if (kept === undefined) throw new Error("no client");
    const id = "connected-app-test-99999999-0000-4000-8000-000000000000";
    const other = { ...kept, id };
    kept.urn = String(kept.urn).replace("::case-0", "::shop");
    for (const order of [
      [...resources, other],
      [other, ...resources],
    ]) {
      const report = reviewStates([before, { deployment: { resources: order } }]);
      expect(report.clients.map(({ client, kind }) => [client.name, client.id, kind])).toEqual([
        ["case-0", id, "create"],
      ]);
    }
  });

  it("take a client that waits to be deleted for gone", () => {
    const [before, after] = statesOf([unchanged], "dynamic");
    const pending = copy(after);
    for (const resource of pending.deployment.resources) {
      if ("id" in resource) resource.delete = true;
    }
    expect(meaningsIn(reviewStates([before, pending]))).toEqual(["critical client-deleted"]);
  });

  it("leave out clients that a stack only reads", () => {
    const [before, after] = statesOf([deleted], "dynamic");
    const external = copy(before);
    for (const resource of external.deployment.resources) resource.external = true;
    expect(meaningsIn(reviewStates([external, after]))).toEqual([]);
  });

  it("are read from the files of a backend too", () => {
    const [before, after] = statesOf([deleted], "dynamic");
    const file = (state: object) => ({
      version: 3,
      checkpoint: { stack: "prod", latest: copy(state).deployment },
    });
    expect(meaningsIn(reviewStates([file(before), file(after)]))).toEqual([
      "critical client-deleted",
    ]);
    const empty = { version: 3, checkpoint: { stack: "prod" } };
    expect(meaningsIn(reviewStates([file(before), empty]))).toEqual(["critical client-deleted"]);
  });

  it.each(["", "[]", "{}", '{"steps": []}', '{"deployment": {"resources": [1]}}'])(
    "are refused where one is none, without a word of it: %j",
    (text) => {
      const good = { name: "before.json", text: JSON.stringify(statesOf([deleted], "dynamic")[0]) };
      const bad = { name: "after.json", text };
      expect(() => deploymentOfStates(good, bad, {})).toThrow(ReviewInputError);
      expect(() => deploymentOfStates(good, bad, {})).toThrow(/^after\.json: is not /);
    },
  );
});
