import * as proto from "@pulumi/pulumi/proto/provider_pb.js";
import { expect, test } from "vitest";
import { INPUTS, made } from "./_made.ts";
import { CONNECTED_APP, urnOf } from "./_plugin.ts";
import { SECRET, SIGNATURE } from "./_wire.ts";

const secret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });
const KINDS = proto.PropertyDiff.Kind;
const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;

function detailOf(response: proto.DiffResponse): Record<string, unknown> {
  const detail: Record<string, unknown> = {};
  response.getDetaileddiffMap().forEach((diff, path) => {
    detail[path] = [diff.getKind(), diff.getInputdiff()];
  });
  return detail;
}

test("shows nothing where nothing differs", async () => {
  const { plugin, id, state } = await made();
  const moved = { ...INPUTS, redirectUrls: [...INPUTS.redirectUrls].reverse() };
  for (const news of [INPUTS, moved]) {
    const response = await plugin.diff(CONNECTED_APP, id, state, news);
    expect(response.getChanges()).toBe(DIFF_NONE);
    expect(response.getHasdetaileddiff()).toBe(true);
    expect(detailOf(response)).toEqual({});
  }
});

test("shows the one element that differs, and what stays", async () => {
  const { plugin, id, state } = await made();
  const redirectUrls = ["https://a.example.com/", "https://c.example.com/"];
  const response = await plugin.diff(CONNECTED_APP, id, state, { ...INPUTS, redirectUrls });
  expect(response.getChanges()).toBe(DIFF_SOME);
  expect(response.getDiffsList()).toEqual(["redirectUrls"]);
  expect(response.getReplacesList()).toEqual([]);
  expect(response.getStablesList()).toEqual(["clientId", "projectId"]);
  expect(detailOf(response)).toEqual({ "redirectUrls[1]": [KINDS.UPDATE, false] });
});

test("replaces for another type alone, and then nothing stays", async () => {
  const { plugin, id, state } = await made();
  const news = { ...INPUTS, clientType: "third_party", logoUrl: "https://a.example/l.png" };
  const response = await plugin.diff(CONNECTED_APP, id, state, news);
  expect(response.getReplacesList()).toEqual(["clientType"]);
  expect(response.getStablesList()).toEqual([]);
  expect(detailOf(response)).toEqual({
    clientType: [KINDS.UPDATE_REPLACE, false],
    logoUrl: [KINDS.UPDATE, false],
  });
});

test("leaves out what the program tells the engine to ignore", async () => {
  const { plugin, id, state } = await made();
  const news = { ...INPUTS, clientType: "third_party", clientName: "other" };
  const ignored = ["clientType", "clientName"];
  const response = await plugin.diff(CONNECTED_APP, id, state, news, ignored);
  expect(response.getChanges()).toBe(DIFF_NONE);
  expect(response.getReplacesList()).toEqual([]);
});

test("compares with what was asked for where the server holds another form of it", async () => {
  const { plugin, id, state } = await made();
  const forms = { redirectUrls: ["https://A.example.com", "https://b.example.com/"] };
  const formed = { ...state, requestedFields: secret(forms), __provider: "text" };
  const same = await plugin.diff(CONNECTED_APP, id, formed, { ...INPUTS, ...forms });
  expect(same.getChanges()).toBe(DIFF_NONE);
  const news = { ...INPUTS, redirectUrls: ["https://A.example.com"] };
  const response = await plugin.diff(CONNECTED_APP, id, formed, news);
  expect(detailOf(response)).toEqual({ "redirectUrls[1]": [KINDS.DELETE, true] });
});

test.each([
  ["info", { nextSecretVersion: "2" }, "secret rotation starts"],
  ["warning", { secretVersion: "2" }, "hard cut"],
])("tells as %s at the resource what happens to its secret", async (severity, versions, text) => {
  const { plugin, id, state } = await made();
  const response = await plugin.diff(CONNECTED_APP, id, state, { ...INPUTS, ...versions });
  expect(response.getDiffsList()).toEqual(Object.keys(versions));
  expect(plugin.lines).toEqual([
    { severity, line: expect.stringContaining(text), urn: urnOf(CONNECTED_APP) },
  ]);
});
