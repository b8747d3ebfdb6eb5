import { describe, expect, it } from "vitest";
import { grow } from "../../../examples/fleet/src/grow.ts";
import { layoutOf } from "../../../examples/fleet/src/layout.ts";
import type { PulumiCli } from "../../../examples/fleet/src/pulumi-cli.ts";
import type { Room } from "../../../examples/fleet/src/room.ts";
import type { RunOptions } from "../../../examples/fleet/src/run.ts";

const STACKS = "fleet:stacks";
const GROWING = "fleet:growing";

describe("the layout of a fleet", () => {
  it("is read from the tags of its index", () => {
    expect(layoutOf({})).toBeUndefined();
    expect(layoutOf({ [STACKS]: "6" })).toEqual({ stacks: 6, growth: undefined });
    const growth = { to: 9, phase: "moving", run: "one" };
    expect(layoutOf({ [STACKS]: "6", [GROWING]: "9 moving one" })).toEqual({ stacks: 6, growth });
  });

  it.each(["", "0", "-5", "2.5", "six", "10000", "1e3", "Infinity"])(
    "is not %j stacks, which no run writes",
    (text) => {
      expect(() => layoutOf({ [STACKS]: text })).toThrow(`The tag ${STACKS} of the stack fleet is`);
    },
  );

  it.each(["", "9", "9 moving", "9 resting one", "more moving one"])(
    "has no growth %j, which no run writes",
    (text) => {
      const tags = { [STACKS]: "6", [GROWING]: text };
      expect(() => layoutOf(tags)).toThrow(`The tag ${GROWING} of the stack fleet is`);
    },
  );

  it("names the command that repairs a tag", () => {
    expect(() => layoutOf({ [STACKS]: "six" })).toThrow(
      /is "six", .*: pulumi stack tag set fleet:stacks VALUE --stack fleet$/,
    );
  });
});

it("a growth that a kill ended before its last word is completed by the same command", async () => {
  const tags: Record<string, string> = { [STACKS]: "9", [GROWING]: "9 moving one" };
  const cli = {
    tags: async () => tags,
    removeTag: async (_: string, name: string) => {
      delete tags[name];
    },
  } as unknown as PulumiCli;
  expect(await grow({ cli } as Room, [], 9, {} as RunOptions)).toBe(0);
  expect(tags).toEqual({ [STACKS]: "9" });
});
