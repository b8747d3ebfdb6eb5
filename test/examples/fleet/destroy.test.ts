import { describe, expect, it } from "vitest";
import { removeUnlessGone } from "../../../examples/fleet/src/destroy.ts";

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
