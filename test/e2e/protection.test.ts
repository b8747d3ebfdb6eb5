import { beforeEach, describe, expect, it } from "vitest";
import { register } from "./_clients.ts";
import { CREATE, DELETE, READ, SEARCH, type TestProject } from "./_project.ts";
import { eachTestScope } from "./_scope.ts";
import type { Outcome, TestStack } from "./_stack.ts";

const projectId = "project-live-11111111-2222-4333-8444-555555555555";

const scope = eachTestScope();
let project: TestProject;
let stack: TestStack;

beforeEach(async () => {
  project = await scope.project({ projects: { consumer: { projectId } } });
  stack = await scope.stack(project);
});

const declare = (args: Record<string, unknown>, options?: object) => async () => {
  register("app", args, options);
};
const FIRST = { clientType: "first_party" };
const OTHER = { clientType: "third_party" };

/** Runs a command of the engine that must fail before it asks Stytch for anything. */
async function refusalOf(command: () => Promise<Outcome>): Promise<string> {
  let output = "";
  const requests = await project.requestsDuring(async () => {
    const outcome = await command();
    expect(outcome.ok).toBe(false);
    output = outcome.output;
  });
  expect(requests).toEqual({});
  return output;
}

async function onlyId(): Promise<string> {
  const [client, ...others] = await project.clients();
  expect(others).toEqual([]);
  return client?.client_id ?? "none";
}

describe("a client of a live project", () => {
  it("is replaced and deleted only where resource or configuration name it", async () => {
    expect(await stack.up(declare(FIRST))).toMatchObject({ ok: true });
    const id = await onlyId();
    expect(id).toMatch(/^connected-app-live-/);
    const replaced = await refusalOf(() => stack.preview(declare(OTHER)));
    expect(replaced).toContain(`[ERR_STYTCH_DESTRUCTIVE] ${id} is a client of a live project`);
    expect(await refusalOf(() => stack.destroy())).toContain(`[ERR_STYTCH_DESTRUCTIVE] ${id} is`);
    expect(await onlyId()).toBe(id);

    const requests = await project.requestsDuring(async () => {
      const allowed = declare({ ...OTHER, allowDestructive: id });
      expect(await stack.up(allowed)).toMatchObject({ ok: true });
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 1, [DELETE]: 1 });

    // The id of its predecessor says nothing of the new one.
    const next = await onlyId();
    expect(await refusalOf(() => stack.destroy())).toContain(`[ERR_STYTCH_DESTRUCTIVE] ${next} is`);
    await stack.setConfig("stytch:allowDestructive", next);
    // The engine destroys with the configuration that the last update stored.
    await refusalOf(() => stack.destroy());
    expect(await stack.up(declare(OTHER))).toMatchObject({ ok: true });
    expect(await stack.destroy()).toMatchObject({ ok: true });
    expect(await project.clients()).toEqual([]);
  });
});

describe("the options of Pulumi", () => {
  it("protect refuses to destroy, retainOnDelete forgets, and the client can be adopted again", async () => {
    expect(await stack.up(declare(FIRST, { protect: true }))).toMatchObject({ ok: true });
    const id = await onlyId();
    const refused = await refusalOf(() => stack.destroy());
    expect(refused).toContain("protect");
    expect(refused).not.toContain("ERR_STYTCH");

    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(declare(FIRST, { retainOnDelete: true }))).toMatchObject({ ok: true });
      expect(await stack.destroy()).toMatchObject({ ok: true });
      expect(await stack.apps()).toEqual({});
    });
    expect(requests).toEqual({});
    expect(await onlyId()).toBe(id);

    const again = await project.requestsDuring(async () => {
      const outcome = await stack.up(declare({ ...FIRST, adoptClientId: id }));
      expect(outcome).toMatchObject({ ok: true });
    });
    expect(again).toEqual({ [READ]: 1 });
  });
});
