import { describe, expect, it } from "vitest";
import {
  codeOfPolicies,
  keyOfVerdict,
  passedOf,
  textOfPassed,
} from "../../../examples/fleet/src/verdict.ts";

const NOW = new Date("2026-01-02T03:04:05Z");
const LATER = new Date("2026-01-03T00:00:00Z");

describe("the key of a verdict", () => {
  const judged = {
    file: "clients.csv",
    bytes: Buffer.from("key,clientType"),
    configuration: undefined,
    projectId: "project-test-1",
  };
  const key = keyOfVerdict(judged, "code", NOW);

  it("stays the same where nothing changed that policies decide by", () => {
    expect(keyOfVerdict({ ...judged, bytes: Buffer.from(judged.bytes) }, "code", LATER)).toBe(key);
  });

  it.each([
    ["another file", { ...judged, file: "other.csv" }, "code"],
    ["other clients", { ...judged, bytes: Buffer.from("key,clientName") }, "code"],
    ["a configuration", { ...judged, configuration: "{}" }, "code"],
    ["another project", { ...judged, projectId: "project-live-1" }, "code"],
    ["no project", { ...judged, projectId: undefined }, "code"],
    ["other policies", judged, "other code"],
  ])("is another one with %s", (_, other, code) => {
    expect(keyOfVerdict(other, code, NOW)).not.toBe(key);
  });

  it("is another one each day with a configuration, whose exemptions may expire", () => {
    const configured = { ...judged, configuration: "{}" };
    const today = keyOfVerdict(configured, "code", NOW);
    expect(keyOfVerdict(configured, "code", new Date("2026-01-02T23:59:59Z"))).toBe(today);
    expect(keyOfVerdict(configured, "code", LATER)).not.toBe(today);
  });
});

describe("the code of the policies", () => {
  it("is the same as long as no file changes", async () => {
    expect(await codeOfPolicies()).toMatch(/^[0-9a-f]{64}$/);
    expect(await codeOfPolicies()).toBe(await codeOfPolicies());
  });
});

describe("a verdict in the record", () => {
  it("survives its tag, with what the policies advise", () => {
    const passed = { key: "abc", advisory: ['clients.csv:2:1: "a"', "two\nlines"] };
    expect(passedOf(textOfPassed(passed))).toEqual(passed);
    expect(passedOf(textOfPassed({ key: "abc", advisory: [] }))?.advisory).toEqual([]);
  });

  it("is none where it is too long for a command", () => {
    expect(textOfPassed({ key: "abc", advisory: ["x".repeat(100_000)] })).toBeUndefined();
  });

  const hostile = ["abc [1]", "abc [null]", 'abc ["\\u001b[2J"]', 'abc ["\u009b2J"]'];

  it.each([undefined, "", "abc", "abc [", 'abc ["x]', "abc {}", ...hostile])(
    "is none in %j",
    (text) => {
      expect(passedOf(text)).toBeUndefined();
    },
  );
});
