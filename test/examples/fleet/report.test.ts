import { PassThrough } from "node:stream";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { describe, expect, it } from "vitest";
import { lostAmong } from "../../../examples/fleet/src/lost-creates.ts";
import { judge } from "../../../examples/fleet/src/policies.ts";
import { showProgress } from "../../../examples/fleet/src/progress.ts";
import { byChange, count, newTally, summaryOf } from "../../../examples/fleet/src/report.ts";
import { clientsOf, manyClients } from "./_file.ts";

const TYPE = "pulumi-nodejs:dynamic/stytch:ConnectedApp";
const urnOf = (key: string) => `urn:pulumi:clients-0001::stytch-fleet::${TYPE}::${key}`;

function eventOf(kind: "resOutputsEvent" | "resOpFailedEvent", op: string, key: string) {
  return { [kind]: { metadata: { op, urn: urnOf(key), type: TYPE } } } as unknown as EngineEvent;
}

describe("the tally of a stack", () => {
  it("has what became of each client, and what went wrong with which", () => {
    const tally = newTally();
    const steps = [
      ["create", "new"],
      ["update", "changed"],
      ["same", "kept"],
      ["create-replacement", "other-type"],
      ["delete", "other-type"],
      ["delete", "gone"],
    ] as const;
    for (const [op, key] of steps) count(tally, eventOf("resOutputsEvent", op, key));
    count(tally, eventOf("resOpFailedEvent", "create", "refused"));
    const message = "<{%reset%}>bad name<{%reset%}>\n";
    const diagnosticEvent = { urn: urnOf("refused"), severity: "error", message, color: "never" };
    count(tally, { diagnosticEvent } as unknown as EngineEvent);

    expect(byChange([tally])).toEqual({
      created: ["new"],
      updated: ["changed"],
      replaced: ["other-type"],
      deleted: ["gone"],
      failed: ["refused"],
    });
    expect(tally.errors).toEqual(["refused: bad name"]);
  });

  it("is summed up with the first clients of each kind", () => {
    const tally = newTally();
    for (let n = 10; n < 40; n += 1) tally.changes.set(`app-${n}`, "created");
    tally.changes.set("old", "deleted");
    expect(summaryOf([tally])).toEqual([
      "30 created: app-10, app-11, app-12, app-13, app-14, app-15, app-16, app-17, app-18, app-19, and 20 more",
      "1 deleted: old",
    ]);
  });
});

it("progress is shown in lines where there is no terminal", () => {
  const output = new PassThrough();
  const progress = showProgress(2, output as unknown as NodeJS.WriteStream);
  progress.open("clients-0001", 50);
  progress.advance("clients-0001", 25);
  progress.close("clients-0001", "50 created");
  progress.open("clients-0002", 1);
  progress.end();
  expect(output.read().toString()).toBe(
    "clients-0001: opens, 50 clients\nclients-0001: 50 created (1 of 2)\nclients-0002: opens, 1 client\n",
  );
});

describe("a client of the project that has the name of one to create", () => {
  const [web] = clientsOf("key,clientType\nweb,first_party");
  if (web === undefined) throw new Error("no client");
  const existing = { clientId: "connected-app-1", clientType: "first_party" };
  const find = (held: object[], isInterrupted = true, deleteLost = true, ids: string[] = []) => {
    const listing = new Map([["web", held as (typeof existing)[]]]);
    return lostAmong([web], listing, new Set(ids), isInterrupted, deleteLost);
  };

  it("is lost if a run was killed while it was creating", () => {
    expect(find([existing])).toEqual([{ client: web, clientId: "connected-app-1" }]);
  });

  it.each<[string, Parameters<typeof find>]>([
    ["no run was killed", [[existing], false]],
    ["there are two", [[existing, { ...existing, clientId: "connected-app-2" }]]],
    ["it has another type", [[{ ...existing, clientType: "third_party" }]]],
  ])("is left alone, and nothing is created, if %s", (_, args) => {
    expect(() => find(...args)).toThrow(
      /^line 2: web: its stack does not hold the client that has its name \(connected-app-1[^)]*\)\. If you changed a key/,
    );
  });

  it("is deleted only with consent", () => {
    expect(() => find([existing], true, false)).toThrow(/run again with --delete-lost\.$/);
  });

  it("is no obstacle if the stack holds it, for a key that goes", () => {
    expect(find([existing], false, false, ["connected-app-1"])).toEqual([]);
  });
});

describe("the policies", () => {
  const PROJECT = "project-test-00000000-0000-4000-8000-000000000001";

  it("compare the clients of all stacks, and name the line of each", () => {
    const clients = clientsOf(
      [
        "key,clientType,redirectUrls,accessTokenExpiryMinutes",
        "web,first_party,https://shop.example.com/cb,15",
        "tool,first_party,https://sh0p.example.com/cb,15",
        "other,first_party,https://examp1e.com/cb,15",
        "real,first_party,https://example.com/cb,15",
      ].join("\n"),
    );
    const { mandatory } = judge(clients, {}, "clients.csv", PROJECT);
    expect(mandatory.some((line) => /^clients\.csv:\d:\d+: .*look-?alike/.test(line))).toBe(true);
    // None of them is wrong by itself.
    for (const client of clients) {
      expect(judge([client], {}, "clients.csv", PROJECT).mandatory).toEqual([]);
    }
  });

  it("say once what many clients have in common", () => {
    const { advisory } = judge(manyClients(500), {}, "clients.csv", PROJECT);
    const endings = advisory.map((line) => line.slice(-30));
    expect(advisory.length).toBeLessThan(20);
    expect(endings.some((ending) => ending.includes("And 499 more like this."))).toBe(true);
  });
});
