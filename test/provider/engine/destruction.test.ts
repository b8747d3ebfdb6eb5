import { describe, expect, test } from "vitest";
import { CREATE, DELETE, SEARCH, startRig } from "../_emulator.ts";
import { failureOf } from "../_secrets.ts";
import { configOf, INPUTS, newProvider, PROVIDER_TEXT } from "./_provider.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const LIVE = "project-live-11111111-2222-4333-8444-555555555555";

/** A client of a project as one process of the engine made it; `process` is another one. */
async function deployed(projectId = LIVE) {
  const rig = await startRig({ projects: { consumer: { projectId } } });
  const process = async (config: Record<string, string> = {}) => {
    const { provider } = newProvider();
    await provider.configure(configOf(rig.settings, config));
    return provider;
  };
  const { id, outs } = await (await process()).create(INPUTS);
  return { rig, process, id, olds: { ...outs, __provider: PROVIDER_TEXT } };
}

const REPLACED = { ...INPUTS, clientType: "third_party" };
const REFUSED = { name: "ERR_STYTCH_DESTRUCTIVE" };

describe("a replacement in a live project", () => {
  test("is refused by diff, which calls no one", async () => {
    const { rig, process, id, olds } = await deployed();
    const error = await failureOf((await process()).diff(id, olds, REPLACED));
    expect(error).toMatchObject(REFUSED);
    expect(error.message).toMatch(/^\[ERR_STYTCH_DESTRUCTIVE\] connected-app-live-/);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
  });

  test("that the resource allows may delete the client that it replaced", async () => {
    const { rig, process, id, olds } = await deployed();
    const provider = await process();
    const diff = provider.diff(id, olds, { ...REPLACED, allowDestructive: id });
    expect(await diff).toEqual({ changes: true, replaces: ["clientType"] });
    await provider.delete(id, olds);
    expect(await rig.clients()).toEqual([]);
  });

  test("allows no deletion of another client", async () => {
    const { rig, process, id, olds } = await deployed();
    const provider = await process();
    const other = await provider.create({ ...INPUTS, clientName: "other" });
    await provider.diff(id, olds, { ...REPLACED, allowDestructive: id });
    expect(await failureOf(provider.delete(other.id, { ...other.outs }))).toMatchObject(REFUSED);
    expect(await rig.clients()).toHaveLength(2);
  });

  test("that was refused allows no deletion", async () => {
    const { process, id, olds } = await deployed();
    const provider = await process();
    await failureOf(provider.diff(id, olds, REPLACED));
    expect(await failureOf(provider.delete(id, olds))).toMatchObject(REFUSED);
  });

  test("is decided at the update where the preview does not know the type", async () => {
    const { process, id, olds } = await deployed();
    const provider = await process();
    const unknown = provider.diff(id, olds, { ...INPUTS, clientType: UNKNOWN });
    expect(await unknown).toEqual({ changes: true, replaces: ["clientType"] });
    expect(await failureOf(provider.diff(id, olds, REPLACED))).toMatchObject(REFUSED);
    expect(await failureOf(provider.delete(id, olds))).toMatchObject(REFUSED);
  });

  test("is not what any other change is", async () => {
    const { process, id, olds } = await deployed();
    const diff = (await process()).diff(id, olds, { ...INPUTS, clientName: "other" });
    expect(await diff).toEqual({ changes: true, replaces: [] });
  });
});

describe("a deletion in a live project", () => {
  test("is refused before anything is asked", async () => {
    const { rig, process, id, olds } = await deployed();
    expect(await failureOf((await process()).delete(id, olds))).toMatchObject(REFUSED);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
  });

  test.each([
    ["alone", (id: string) => id],
    ["among others", (id: string) => `other, ${id}`],
    ["in a JSON list", (id: string) => JSON.stringify(["other", id])],
  ])("is allowed by its id in the configuration, %s", async (_title, form) => {
    const { rig, process, id, olds } = await deployed();
    const provider = await process({ "stytch:allowDestructive": form(id) });
    await provider.delete(id, olds);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 1, [DELETE]: 1 });
  });

  test("is allowed by the resource once an update has stored that", async () => {
    const { rig, process, id, olds } = await deployed();
    const provider = await process();
    const inputs = { ...INPUTS, allowDestructive: id };
    expect(await provider.diff(id, olds, inputs)).toEqual({ changes: true, replaces: [] });
    const { outs } = await provider.update(id, olds, inputs);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
    await (await process()).delete(id, { ...outs });
    expect(await rig.clients()).toEqual([]);
  });
});

test("in a test project nothing is refused", async () => {
  const { rig, process, id, olds } = await deployed(LIVE.replace("live", "test"));
  const provider = await process();
  expect(await provider.diff(id, olds, REPLACED)).toMatchObject({ replaces: ["clientType"] });
  await (await process()).delete(id, olds);
  expect(await rig.clients()).toEqual([]);
});
