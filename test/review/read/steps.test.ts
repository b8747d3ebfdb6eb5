import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../../provider/src/lifecycle-entry.ts";
import { meaningsIn, reviewPreview } from "../_review.ts";

const TYPE = "stytch:index:ConnectedApp";
const URN = `urn:pulumi:prod::shop::${TYPE}::web`;
const CALLBACK = "https://app.example.com/callback";
const INPUTS = { clientType: "third_party", clientName: "Web", redirectUrls: [CALLBACK] };

/** A resource, with other inputs or anything else that the engine writes. */
function state(inputs: object = {}, more: object = {}) {
  const all = { ...INPUTS, ...inputs };
  return { urn: URN, type: TYPE, id: "connected-app-1", inputs: all, outputs: all, ...more };
}

const external = (id: string) => state({}, { id, external: true });

function review(...steps: object[]) {
  return reviewPreview({ steps: steps.map((step) => ({ urn: URN, ...step })) });
}

describe("a client that the program only reads from now on", () => {
  it("goes on to work without a program, if it is the same", () => {
    const report = review({
      op: "read",
      oldState: state(),
      newState: external("connected-app-1"),
    });
    expect(meaningsIn(report)).toEqual(["medium client-forgotten"]);
  });

  it("is deleted, if it is another", () => {
    const [oldState, newState] = [state(), external("connected-app-2")];
    const whole = { op: "replace", oldState, newState };
    expect(meaningsIn(review(whole))).toEqual(["critical client-deleted"]);
    const parts = [
      { op: "read-replacement", oldState, newState },
      { op: "delete-replaced", oldState },
    ];
    expect(meaningsIn(review(...parts))).toEqual(["critical client-deleted"]);
    expect(meaningsIn(review(whole, ...parts))).toEqual(["critical client-deleted"]);
  });

  it("is new to the program, if that read it before and owns one now", () => {
    const newState = state({}, { id: undefined });
    const report = review({ op: "replace", oldState: external("connected-app-1"), newState });
    expect(meaningsIn(report)).toEqual(["high redirect-host", "medium client-created"]);
  });
});

describe("a client that an earlier deployment left to be deleted", () => {
  it("is deleted, beside the replacement of its successor", () => {
    const left = { op: "delete-replaced", oldState: state({}, { id: "old", delete: true }) };
    expect(meaningsIn(review(left))).toEqual(["critical client-deleted"]);
    const retained = { ...left, oldState: state({}, { id: "old", retainOnDelete: true }) };
    expect(meaningsIn(review(retained))).toEqual(["medium client-forgotten"]);
    const replace = { op: "replace", oldState: state(), newState: state() };
    const own = { op: "delete-replaced", oldState: state() };
    expect(meaningsIn(review(replace, left, own))).toEqual([
      "critical client-deleted",
      "critical client-replaced",
    ]);
  });
});

describe("a step that cannot be read", () => {
  it("of an operation that is not known counts by its states, and the preview as failed", () => {
    const newState = state({ redirectUrls: [CALLBACK, "http://evil.example/"] });
    const changed = review({ op: "rework", oldState: state(), newState });
    expect(meaningsIn(changed)).toEqual(["critical redirect-http"]);
    expect(changed.problems).toEqual([expect.stringContaining(`operation rework of ${URN}`)]);
    expect(meaningsIn(review({ op: "rework", newState }))).toContain("medium client-created");
    expect(meaningsIn(review({ op: "rework", oldState: state() }))).toEqual([
      "critical client-deleted",
    ]);
    expect(meaningsIn(review({ op: "rework" }))).toContain("critical redirect-unknown");
    const other = { op: "rework", urn: "urn:pulumi:prod::shop::aws:s3:Bucket::logs" };
    expect(review(other)).toMatchObject({ clients: [], problems: [] });
  });

  it("without what the client will be counts as the worst that it could be", () => {
    for (const op of ["update", "same", "replace", "create", "create-replacement", "import"]) {
      const report = review({ op, oldState: state() });
      expect(meaningsIn(report)).toEqual(
        expect.arrayContaining([
          "critical full-access-unknown",
          "critical redirect-unknown",
          "high lifetime-unknown",
          "high template-unknown",
        ]),
      );
      expect(report.problems).toEqual([expect.stringContaining(`what ${URN} will be`)]);
    }
  });

  it("without what the client was counts as that of a new one", () => {
    const update = review({ op: "update", newState: state() });
    expect(meaningsIn(update)).toEqual(["high redirect-host"]);
    expect(update.problems).toEqual([expect.stringContaining(`what ${URN} was`)]);
    expect(meaningsIn(review({ op: "delete" }))).toEqual(["critical client-deleted"]);
  });

  it("says nothing where nothing of the stack's own changes", () => {
    const ops = ["refresh", "diff", "discard", "discard-replaced", "remove-pending-replace"];
    const steps = ops.map((op) => ({ op, oldState: state() }));
    expect(review(...steps)).toMatchObject({ clients: [], problems: [] });
    const discarded = { op: "delete", oldState: external("connected-app-1") };
    expect(review(discarded)).toMatchObject({ clients: [], problems: [] });
  });
});

describe("a client under another type", () => {
  const deletion = (type: string, more: object = {}) => {
    const urn = `urn:pulumi:prod::shop::${type}::web`;
    return { op: "delete", urn, oldState: { ...state({}, more), urn, type } };
  };

  it("is known by the type that it had", () => {
    const type = "acme:auth:Client";
    const newState = { ...state({ fullAccessAllowed: true }), type };
    expect(meaningsIn(review({ op: "update", oldState: state(), newState }))).toEqual([
      "critical full-access-on",
    ]);
    expect(meaningsIn(review(deletion(type, { aliases: [URN] })))).toEqual([
      "critical client-deleted",
    ]);
    expect(meaningsIn(review(deletion(type)))).toEqual([]);
  });

  it("is known by its inputs, where the provider is part of the program", () => {
    const type = "pulumi-nodejs:dynamic:Resource";
    expect(meaningsIn(review(deletion(type)))).toEqual(["critical client-deleted"]);
    const unknown = { ...INPUTS, clientType: UNKNOWN };
    expect(meaningsIn(review(deletion(type, { inputs: unknown })))).toEqual([
      "critical client-deleted",
    ]);
    for (const inputs of [{ clientType: "first_party" }, { ...INPUTS, clientType: "thick" }]) {
      expect(meaningsIn(review(deletion(type, { inputs })))).toEqual([]);
    }
    expect(meaningsIn(review(deletion("aws:cognito:UserPoolClient")))).toEqual([]);
  });
});

describe("a value of a form that no provider of this product takes", () => {
  const meant = (inputs: object) =>
    meaningsIn(review({ op: "update", oldState: state(), newState: state(inputs) }));

  it("counts as one that cannot be seen", () => {
    expect(meant({ fullAccessAllowed: "true" })).toEqual(["critical full-access-unknown"]);
    expect(meant({ bypassConsentForOfflineAccess: 1 })).toEqual(["high consent-bypass-unknown"]);
    expect(meant({ accessTokenCustomAudience: ["a"] })).toEqual(["high audience-unknown"]);
    expect(meant({ redirectUrls: "https://evil.example/" })).toEqual([
      "critical redirect-unknown",
      "medium redirect-removed",
    ]);
    expect(meant({ redirectUrls: [CALLBACK, 1] })).toEqual(["critical redirect-unknown"]);
  });

  it("is told as such", () => {
    const newState = state({ fullAccessAllowed: "true" });
    const [client] = review({ op: "update", oldState: state(), newState }).clients;
    expect(client?.findings[0]?.sentence).toBe(
      "fullAccessAllowed is of a form that no one expects",
    );
  });

  it("within a template makes all of it one that cannot be seen", () => {
    const template = (role: unknown) => ({ accessTokenTemplateContent: { role, plan: "x" } });
    expect(meant(template(UNKNOWN))).toEqual(["high template-unknown"]);
    expect(meant(template(["[secret]"]))).toEqual(["high template-unknown"]);
    expect(meant(template("admin"))).toEqual(["medium claim-added", "medium claim-added"]);
  });

  it("of another type of a client that stays is told", () => {
    expect(meant({ clientType: "first_party" })).toEqual(["high client-type"]);
    expect(meant({ clientType: UNKNOWN })).toEqual(["critical client-type-unknown"]);
  });
});
