import { describe, expect, it, vi } from "vitest";
import { destroy, removeUnlessGone } from "../../../examples/fleet/src/destroy.ts";
import type { Room } from "../../../examples/fleet/src/room.ts";

/** A backend whose removal of a stack fails, after which it holds these stacks. */
function refusing(...left: string[]) {
  return {
    stacks: async () => left.map((name) => ({ name })),
    removeStack: async (name: string) => {
      throw new Error(`no stack named '${name}' found`);
    },
  };
}

describe("the removal of a stack that several machines share", () => {
  it("is done if another machine was faster", async () => {
    await expect(removeUnlessGone(refusing("fleet"), "fleet-record")).resolves.toBeUndefined();
  });

  it("fails with the reason if the stack is still there", async () => {
    const failing = removeUnlessGone(refusing("fleet", "fleet-record"), "fleet-record");
    await expect(failing).rejects.toThrow("no stack named 'fleet-record' found");
  });
});

describe("a stack that cannot be destroyed", () => {
  const options = {
    ...{ parallel: 1, share: { number: 1, of: 1 }, deleteLost: false },
    locks: { waitMinutes: 1, unlockDead: false },
    stop: { isAsked: false, signal: new AbortController().signal },
  };

  /** What is told of the one stack of a fleet, which another run may have destroyed meanwhile. */
  async function errorsWhere(isGone: boolean) {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    let names = ["clients-0000", "fleet"];
    const cli = {
      tags: async () => ({ "fleet:stacks": "1" }),
      stacks: async () => names.map((name) => ({ name })),
      removeStack: async () => {},
    };
    const failing = async () => {
      if (isGone) names = ["fleet"];
      throw new Error("no stack named 'clients-0000' found");
    };
    const room = { cli, stack: async () => ({ destroy: failing }) } as unknown as Room;
    return (await destroy(room, options)).get("clients-0000")?.errors;
  }

  it("is told with the reason, and none where another run has destroyed it", async () => {
    expect(await errorsWhere(false)).toEqual(["no stack named 'clients-0000' found"]);
    expect(await errorsWhere(true)).toEqual([]);
  });
});
