import { DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { describe, expect, test } from "vitest";
import { createProvider } from "../../plugin/src/provider.ts";
import { resources } from "../../plugin/src/resources.ts";
import { decode, encode } from "../../plugin/src/values.ts";
import { createProjectConnection } from "../../provider/src/service/project-connection.ts";
import { startRig } from "../provider/_emulator.ts";
import { configOf, INPUTS, newProvider, PROVIDER_TEXT } from "../provider/engine/_provider.ts";

const { __provider, ...WITHOUT_TEXT } = INPUTS;
const TYPE = "stytch:index:ConnectedApp";
const PLACE = { urn: `urn:pulumi:dev::web::${TYPE}::app`, type: TYPE, name: "app" };
const plain = (values: Record<string, unknown>) => ({ values, marks: new Map() });

/** Both doors, and a client that the dynamic one made, as the engine keeps it. */
async function bothDoors() {
  const rig = await startRig();
  const { provider: dynamic } = newProvider();
  await dynamic.configure(configOf(rig.settings));
  const { id, outs } = await dynamic.create(INPUTS);
  const connection = createProjectConnection({}, () => {});
  connection.configure(configOf(rig.settings).config.get);
  const log = { connect: () => {}, write: async () => {} };
  await rig.setFaults();
  const state: Record<string, unknown> = { ...outs, __provider: PROVIDER_TEXT };
  return { rig, dynamic, plugin: resources(connection, log), id, state };
}

describe("the plugin, on a state of the dynamic provider", () => {
  test("adds clientId by an update that calls no one and keeps all the rest", async () => {
    const { rig, plugin, id, state } = await bothDoors();
    const news = plain(WITHOUT_TEXT);
    const diff = await plugin.diff(PLACE, id, plain(state), news, []);
    expect(diff).toMatchObject({ changes: ["clientId"], replaces: [], stables: ["projectId"] });
    expect([...diff.detailed]).toEqual([["clientId", "add"]]);
    const previewed = decode(await plugin.previewUpdate(PLACE, id, plain(state), news));
    expect(previewed.values).toMatchObject({ clientId: id, clientSecret: state.clientSecret });

    const updated = decode(await plugin.update(PLACE, id, plain(state), news));
    const { __provider: _, ...kept } = state;
    expect(updated.values).toEqual({ ...kept, clientId: id });
    expect(updated.marks.get("clientSecret")).toMatchObject({ secret: true });
    const again = await plugin.diff(PLACE, id, plain(updated.values), news, []);
    expect(again).toMatchObject({ changes: [], stables: ["clientId", "projectId"] });
    expect((await rig.stats()).total).toBe(0);
  });

  test("adds it beside what the program changes, also where the program ignores all changes", async () => {
    const { plugin, id, state } = await bothDoors();
    const news = plain({ ...WITHOUT_TEXT, clientName: "other" });
    const diff = await plugin.diff(PLACE, id, plain(state), news, []);
    expect(diff.changes).toEqual(["clientName", "clientId"]);
    const ignoring = await plugin.diff(PLACE, id, plain(state), news, ["clientName"]);
    expect(ignoring.changes).toEqual(["clientId"]);
  });
});

test("other settings of the project, as the dynamic provider has them, replace nothing", () => {
  const provider = createProvider({
    version: "0.1.0",
    schema: () => "{}",
    environment: {},
    log: { connect: () => {}, write: async () => {} },
  });
  const settings = { projectId: "project-test-1", secret: "x" };
  const ofDynamic = { "stytch:projectId": "project-test-1", "stytch:secret": "x" };
  for (const [former, changes] of [
    [settings, DiffResponse.DiffChanges.DIFF_NONE],
    [ofDynamic, DiffResponse.DiffChanges.DIFF_SOME],
    [{}, DiffResponse.DiffChanges.DIFF_SOME],
  ] as const) {
    const request = new DiffRequest().setOldInputs(encode(former)).setNews(encode(settings));
    const response = provider.diffConfig?.(request as never) as DiffResponse;
    expect(response.getReplacesList()).toEqual([]);
    expect([...response.getDetaileddiffMap().toArray()]).toEqual([]);
    expect(response.getChanges()).toBe(changes);
  }
});

describe("the dynamic provider, on a state of the plugin", () => {
  test("adds the provider's text by an update that calls no one and keeps all the rest", async () => {
    const { rig, dynamic, id, state } = await bothDoors();
    const { __provider: _, ...kept } = state;
    const olds = { ...kept, clientId: id };
    expect(await dynamic.diff(id, olds, INPUTS)).toEqual({ changes: true, replaces: [] });
    const { outs } = await dynamic.update(id, olds, INPUTS);
    expect(outs).toEqual(kept);
    expect(await dynamic.diff(id, state, INPUTS)).toEqual({ changes: false, replaces: [] });
    expect((await rig.stats()).total).toBe(0);
  });
});
