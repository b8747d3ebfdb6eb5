import { describe, expect, it } from "vitest";
import { NOTES_TAG, textOfNotes } from "../../../examples/fleet/src/record.ts";
import { takeSurvey } from "../../../examples/fleet/src/survey.ts";

type Tags = Readonly<Record<string, string>>;

const NOTE = "abcdefghijk";
const FLEET = { fleet: { "fleet:stacks": "3" } };
const RECORD = { "fleet-record": { [NOTES_TAG]: textOfNotes([NOTE], new Map(), 1) } };

/** A backend with these stacks, which answers for the tags of some of them. */
function backendOf(names: readonly string[], tags: Readonly<Record<string, Tags>>) {
  const asked: string[] = [];
  const cli = {
    async stacks() {
      asked.push("stacks");
      return names.map((name) => ({ name }));
    },
    async tags(stack: string) {
      asked.push(stack);
      const own = tags[stack];
      if (own === undefined) throw new Error(`no tags of ${stack}`);
      return own;
    },
  };
  return { cli, asked };
}

const NAMES = ["clients-0000", "clients-0001", "fleet", "fleet-record"];

describe("the survey of a backend", () => {
  it("asks three things, however many stacks there are", async () => {
    const { cli, asked } = backendOf(NAMES, { ...FLEET, ...RECORD });
    const { listed, layout, record } = await takeSurvey(cli);
    expect(listed).toHaveLength(4);
    expect(layout).toEqual({ stacks: 3, growth: undefined });
    expect(record.notes).toEqual([NOTE]);
    expect(asked).toEqual(["stacks", "fleet", "fleet-record"]);
  });

  it("finds a fleet that is new", async () => {
    const { layout, record } = await takeSurvey(backendOf([], {}).cli);
    expect(layout).toBeUndefined();
    expect(record).toEqual({ notes: [], verdict: undefined });
  });

  it("finds no note where the record is missing or cannot be read", async () => {
    for (const names of [NAMES.slice(0, 3), NAMES]) {
      const { layout, record } = await takeSurvey(backendOf(names, FLEET).cli);
      expect(layout?.stacks).toBe(3);
      expect(record.notes).toEqual([]);
    }
  });

  it("fails where the stacks or the tags of the index cannot be read", async () => {
    await expect(takeSurvey(backendOf(NAMES, RECORD).cli)).rejects.toThrow("no tags of fleet");
    const { cli } = backendOf(NAMES, { ...FLEET, ...RECORD });
    const stacks = async () => {
      throw new Error("no backend");
    };
    await expect(takeSurvey({ ...cli, stacks })).rejects.toThrow("no backend");
  });
});
