import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../provider/src/lifecycle-entry.ts";
import { renderMarkdown } from "../../review/src/report/markdown.ts";
import { caseOf } from "./_corpus.ts";
import { previewOf, statesOf } from "./_forms.ts";
import { meaningsIn, reviewPreview, reviewStates } from "./_review.ts";

const TYPE = "pulumi:providers:stytch";
const URN = `urn:pulumi:prod::shop::${TYPE}::main`;
const OTHER = "https://api.stytch.example/";

const provider = (apiUrl: unknown) => ({ urn: URN, type: TYPE, id: "1", inputs: { apiUrl } });

function step(before: unknown, after: unknown, op = "update") {
  return { op, urn: URN, oldState: provider(before), newState: provider(after) };
}

const meant = (before: unknown, after: unknown) =>
  meaningsIn(reviewPreview({ steps: [step(before, after)] }));

describe("the address of a provider", () => {
  it.each([
    OTHER,
    "http://api.stytch.com/",
    "https://api.stytch.com.evil.example/",
    "https://api-stytch.com/",
    "https://evil.example\\@api.stytch.com/",
    "https://*.stytch.com/",
    "http://127.0.0.1.nip.io/",
    "api.stytch.com",
    "https://",
    "stytch:opaque",
    "https://api.stytch.com\\@evil.example/",
    UNKNOWN,
    "[secret]",
    7,
  ])("%j, if it is new, gets the secret of the project", (address) => {
    for (const before of [undefined, "", "https://api.stytch.com"]) {
      expect(meant(before, address)).toEqual(["critical address-other"]);
    }
  });

  it.each([
    undefined,
    null,
    "",
    "https://api.stytch.com",
    "https://stytch.com/",
    "https://test.stytch.com/",
    "http://127.0.0.1:4000",
    "http://localhost:4000/",
    "http://[::1]:4000",
  ])("%j is Stytch's own, or an emulator's", (address) => {
    expect(meant(OTHER, address)).toEqual([]);
    expect(reviewPreview({ steps: [], config: { "stytch:apiUrl": address } }).clients).toEqual([]);
  });

  it("that was there before means nothing, unless it cannot be seen", () => {
    expect(meant(OTHER, OTHER)).toEqual([]);
    expect(meant(UNKNOWN, UNKNOWN)).toEqual(["critical address-other"]);
  });

  it("of a new provider counts, and of one that ends does not", () => {
    const { newState } = step(undefined, OTHER);
    const created = reviewPreview({ steps: [{ op: "create", urn: URN, newState }] });
    expect(meaningsIn(created)).toEqual(["critical address-other"]);
    const ended = { op: "delete", urn: URN, oldState: provider(OTHER) };
    expect(reviewPreview({ steps: [ended] }).clients).toEqual([]);
  });

  it("counts in the configuration of a stack, where nothing tells what it was", () => {
    const report = reviewPreview({ steps: [], config: { "stytch:apiUrl": OTHER } });
    expect(meaningsIn(report)).toEqual(["critical address-other"]);
    expect(report.clients[0]?.client.name).toBe("stytch:apiUrl");
    expect(reviewPreview({ steps: [], config: { "aws:region": "x" } }).clients).toEqual([]);
  });

  it("in the configuration is that of a provider which has it, and which had it before", () => {
    const config = { "stytch:apiUrl": OTHER };
    expect(reviewPreview({ config, steps: [step(OTHER, OTHER, "same")] }).clients).toEqual([]);
    const both = reviewPreview({ config, steps: [step(undefined, OTHER)] });
    expect(both.clients.map(({ client }) => client.name)).toEqual(["main"]);
  });

  it("counts between two states", () => {
    const [before, after] = statesOf([caseOf("nothing is changed")], "plugin").map((state) => {
      const { deployment } = state as { deployment: { resources: object[] } };
      return deployment.resources;
    });
    const state = (resources: object[] = [], apiUrl: unknown) => ({
      deployment: { resources: [provider(apiUrl), ...resources] },
    });
    const review = (former: unknown, present: unknown) =>
      meaningsIn(reviewStates([state(before, former), state(after, present)]));
    expect(review(undefined, OTHER)).toEqual(["critical address-other"]);
    expect(review(OTHER, OTHER)).toEqual([]);
  });

  it("counts between two states of dynamic resources, whose provider keeps the configuration", () => {
    const state = (apiUrl: unknown) => {
      const type = "pulumi:providers:pulumi-nodejs";
      const urn = `urn:pulumi:prod::shop::${type}::default`;
      const inputs = apiUrl === undefined ? undefined : { "stytch:apiUrl": apiUrl };
      return { deployment: { resources: [{ urn, type, id: "1", ...(inputs && { inputs }) }] } };
    };
    const review = (former: unknown, present: unknown) =>
      reviewStates([state(former), state(present)]);
    expect(meaningsIn(review(undefined, OTHER))).toEqual(["critical address-other"]);
    expect(review("http://127.0.0.1:4000", OTHER).clients[0]?.client.name).toBe("stytch:apiUrl");
    expect(review(OTHER, OTHER).clients).toEqual([]);
    expect(review(OTHER, undefined).clients).toEqual([]);
  });

  it("is what a comment names first, beside clients that get another name", () => {
    const preview = previewOf([caseOf("a client gets another name")], "plugin");
    const { steps } = preview as { steps: object[] };
    const report = reviewPreview({ steps: [...steps, step(undefined, OTHER)] });
    expect(report.totals).toMatchObject({ changed: 1, unchanged: 0 });
    const [first] = renderMarkdown(report, { always: false, isColoured: false }).split("\n");
    expect(first).toMatch(/^### Critical: main: calls of the provider, .*api\.stytch\.example/);
  });
});
