import { describe, expect, it } from "vitest";
import { markOf, textOf } from "../../../examples/fleet/src/mark.ts";
import { moves } from "../../../examples/fleet/src/moves.ts";
import { isNothing, isUpToDate, shardsFor } from "../../../examples/fleet/src/plan.ts";
import { parallelFor, partOf } from "../../../examples/fleet/src/run.ts";
import {
  inputHash,
  namesHash,
  shardOf,
  shardsOf,
  stackName,
} from "../../../examples/fleet/src/shards.ts";
import { clientsOf, manyClients } from "./_file.ts";

const WHOLE = { number: 1, of: 1 };

describe("the stack of a client", () => {
  it("stays the same in every release", () => {
    const keys = ["web", "cli", "partner-7", "a", "app-299"];
    expect(keys.map((key) => shardOf(key, 6))).toEqual([1, 5, 3, 1, 4]);
    expect(keys.map((key) => shardOf(key, 1_000))).toEqual([426, 884, 114, 912, 172]);
  });

  it("is one of as many as there are, each with about as many clients", () => {
    const sizes = shardsOf(manyClients(10_000), 100).map(({ length }) => length);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(10_000);
    // Four standard deviations.
    expect(Math.min(...sizes)).toBeGreaterThan(60);
    expect(Math.max(...sizes)).toBeLessThan(140);
  });

  it("is the former one or a new one when there are more", () => {
    const keys = Array.from({ length: 3_000 }, (_, n) => `app-${n}`);
    const moved = keys.filter((key) => shardOf(key, 6) !== shardOf(key, 9));
    expect(moved.every((key) => shardOf(key, 9) >= 6)).toBe(true);
    expect(moved.length / keys.length).toBeCloseTo(1 / 3, 1);
  });
});

describe("the hash of the clients of a stack", () => {
  const first = clientsOf("key,clientType,clientName\na,first_party,x\nb,first_party,y");

  it("does not depend on the order of clients and fields", () => {
    const second = clientsOf("clientName,key,clientType\ny,b,first_party\nx,a,first_party");
    expect(inputHash(second, "")).toBe(inputHash(first, ""));
    expect(namesHash(second)).toBe(namesHash(first));
  });

  it("changes with any value, that of names only with keys and names", () => {
    const type = clientsOf("key,clientType,clientName\na,third_party,x\nb,first_party,y");
    const name = clientsOf("key,clientType,clientName\na,first_party,z\nb,first_party,y");
    expect(new Set([first, type, name].map((own) => inputHash(own, ""))).size).toBe(3);
    expect(inputHash(first, "project-live-2")).not.toBe(inputHash(first, "project-live-1"));
    expect(namesHash(type)).toBe(namesHash(first));
    expect(namesHash(name)).not.toBe(namesHash(first));
  });
});

describe("the plan", () => {
  const clients = manyClients(40);
  const time = "2026-01-01T00:00:00.000Z";
  const listed = Array.from({ length: 4 }, (_, n) => ({
    name: stackName(n),
    lastUpdate: time,
    resourceCount: 12,
  }));
  const [shard] = shardsFor(clients, 4, "settings", listed, WHOLE);
  if (shard === undefined) throw new Error("no stack");
  const done = { kind: "done", input: shard.input, time, resources: 12 } as const;

  it("leaves a stack closed that the last run left as declared", () => {
    expect(isUpToDate(shard, done)).toBe(true);
  });

  it.each<[string, Parameters<typeof isUpToDate>]>([
    ["whose clients changed", [{ ...shard, input: "other" }, done]],
    ["that someone else deployed", [shard, { ...done, time: "2026-01-01T00:00:00.001Z" }]],
    ["from whose state someone removed a resource", [shard, { ...done, resources: 13 }]],
    ["whose last run was killed", [shard, { kind: "creating", names: "x" }]],
    ["that no run of a fleet has left", [shard, { kind: "none" }]],
    ["that does not exist yet", [{ ...shard, listed: undefined }, { kind: "none" }]],
  ])("opens a stack %s", (_, args) => {
    expect(isUpToDate(...args)).toBe(false);
  });

  it("opens every stack with other settings", () => {
    const [other] = shardsFor(clients, 4, "other settings", listed, WHOLE);
    expect(other && isUpToDate(other, done)).toBe(false);
  });

  it("makes no stack without clients, and opens one that has lost them all", () => {
    const empty = { ...shard, clients: [] };
    expect(isNothing({ ...empty, listed: undefined })).toBe(true);
    expect(isNothing(empty)).toBe(false);
    expect(isNothing({ ...shard, listed: undefined })).toBe(false);
  });

  it("gives each stack to one of K machines", () => {
    const shares = [1, 2, 3].map((number) => shardsFor(clients, 7, "", [], { number, of: 3 }));
    const stacks = shares.map((own) => own.map(({ stack }) => stack));
    expect(stacks.map(({ length }) => length)).toEqual([3, 2, 2]);
    expect(stacks.flat().toSorted()).toEqual(Array.from({ length: 7 }, (_, n) => stackName(n)));
  });

  it("gives each stack that is open its part of the budget, and never less than the provider takes", () => {
    expect(partOf(40, 2, 4)).toBe(5);
    expect(partOf(1, 10, 10)).toBe(0.1);
  });

  it("opens two at one time, but one where there is a budget", () => {
    expect([parallelFor(false), parallelFor(true)]).toEqual([2, 1]);
  });
});

describe("the mark of a stack", () => {
  it.each([
    [{ kind: "done", input: "abc", time: "2026-01-01T00:00:00.000Z", resources: 7 }],
    [{ kind: "creating", names: "abc" }],
  ] as const)("survives its tag: %j", (mark) => {
    expect(markOf(textOf(mark))).toEqual(mark);
  });

  it.each([undefined, "", "done", "done abc", "done abc 2026", "creating", "something else"])(
    "is none where the tag is %j",
    (text) => {
      expect(markOf(text)).toEqual({ kind: "none" });
    },
  );
});

describe("a growth", () => {
  const type = "pulumi-nodejs:dynamic/stytch:ConnectedApp";
  const appOf = (key: string) => ({ urn: `urn:pulumi:s::p::${type}::${key}`, type, id: key });

  it("moves the clients of a stack that belong to others by then, and nothing else", () => {
    const keys = Array.from({ length: 300 }, (_, n) => `app-${n}`);
    const own = keys.filter((key) => shardOf(key, 6) === 0);
    const root = { urn: "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s", type: "pulumi:pulumi:Stack" };
    const leaving = moves(stackName(0), { time: "", resources: [root, ...own.map(appOf)] }, 9);
    expect([...leaving.keys()].every((name) => name > stackName(5))).toBe(true);
    const moved = [...leaving.values()].flat().map(({ id }) => id);
    expect(moved).toHaveLength(own.filter((key) => shardOf(key, 9) !== 0).length);
    expect(moved.length).toBeGreaterThan(5);
  });
});
