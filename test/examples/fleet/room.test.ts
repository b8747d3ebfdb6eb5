import {
  ConcurrentUpdateError,
  type LocalWorkspace,
  StackAlreadyExistsError,
} from "@pulumi/pulumi/automation/index.js";
import { describe, expect, it } from "vitest";
import { openStack } from "../../../examples/fleet/src/room.ts";

/** A workspace that notes what it is asked, and whose stack cannot be made for this reason. */
function workspaceOf(reason?: Error) {
  const asked: string[] = [];
  const workspace = {
    async createStack(name: string) {
      asked.push(`create ${name}`);
      if (reason !== undefined) throw reason;
    },
    async selectStack(name: string) {
      asked.push(`select ${name}`);
    },
  } as unknown as LocalWorkspace;
  return { asked, workspace: Promise.resolve(workspace) };
}

const errorOf = (kind: typeof ConcurrentUpdateError | typeof StackAlreadyExistsError) =>
  Reflect.construct(kind, ["refused"]) as Error;

describe("a stack", () => {
  it("is made where the backend did not list it, and selected where it did", async () => {
    const { asked, workspace } = workspaceOf();
    await openStack("new", workspace, new Set(["old"]));
    await openStack("old", workspace, new Set(["old"]));
    expect(asked).toEqual(["create new", "select old"]);
  });

  it.each([
    ["made", errorOf(StackAlreadyExistsError)],
    ["made, and holds,", errorOf(ConcurrentUpdateError)],
  ])("that another run has %s meanwhile is selected", async (_, reason) => {
    const { asked, workspace } = workspaceOf(reason);
    await openStack("new", workspace, new Set());
    expect(asked).toEqual(["create new", "select new"]);
  });

  it("that another run holds names the holder to those who wait for it", async () => {
    const holder =
      "file:///x/.pulumi/locks/organization/p/new/1.json: created by a@b (pid 7) at now";
    const held = new Error(
      `code: 255\n stdout: \n stderr: error: the stack is currently locked by 1 lock(s)\n  ${holder}\n`,
    );
    const { workspace } = workspaceOf(held);
    await expect(openStack("new", workspace, new Set())).rejects.toThrow(holder);
  });

  it("that cannot be made for another reason is not sought", async () => {
    const { asked, workspace } = workspaceOf(new Error("no backend"));
    await expect(openStack("new", workspace, new Set())).rejects.toThrow("no backend");
    expect(asked).toEqual(["create new"]);
  });
});
