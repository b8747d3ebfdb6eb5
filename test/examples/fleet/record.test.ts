import { describe, expect, it } from "vitest";
import { shardsFor } from "../../../examples/fleet/src/plan.ts";
import {
  NOTES_TAG,
  noteOf,
  recordOf,
  textOfNotes,
  VERDICT_TAG,
} from "../../../examples/fleet/src/record.ts";
import { MOST_STACKS } from "../../../examples/fleet/src/shards.ts";
import { manyClients } from "./_file.ts";

const CLIENTS = manyClients(40);
const LISTED = [0, 1].map((n) => ({
  name: `clients-000${n}`,
  lastUpdate: "2026-01-01T00:00:00.000Z",
  resourceCount: 12,
}));
const WHOLE = { number: 1, of: 1 };

function shardOfListed(settings = "settings") {
  const [shard] = shardsFor(CLIENTS, 2, settings, LISTED, WHOLE);
  const [listed] = LISTED;
  if (shard === undefined || listed === undefined) throw new Error("no stack");
  return { shard, listed };
}

function notesIn(text: string): readonly string[] {
  return recordOf({ [NOTES_TAG]: text }).notes;
}

describe("the note of a stack", () => {
  const { shard, listed } = shardOfListed();
  const note = noteOf(shard, listed);

  it("is the same for the same clients in the same state", () => {
    const again = shardOfListed();
    expect(noteOf(again.shard, again.listed)).toBe(note);
  });

  it.each([
    ["the clients", { ...shard, input: "other" }, listed],
    ["the settings", shardOfListed("other").shard, listed],
    ["the stack", { ...shard, stack: "clients-0001" }, listed],
    ["the time of the state", shard, { ...listed, lastUpdate: "2026-01-01T00:00:00.001Z" }],
    ["the number of resources", shard, { ...listed, resourceCount: 11 }],
    ["a state that has neither", shard, { name: listed.name }],
  ])("is another one with %s", (_, other, state) => {
    expect(noteOf(other, state)).not.toBe(note);
  });
});

describe("the record of a fleet", () => {
  const [first, second, third] = ["-1234567890", "abcdefghijk", "zyxwvutsrqp"] as const;

  it("gives each stack its note back, also one that begins with a hyphen", () => {
    const text = textOfNotes(
      [],
      new Map([
        [0, first],
        [2, second],
      ]),
      3,
    );
    expect(text).toMatch(/^1:/);
    const notes = notesIn(text);
    expect([notes[0], notes[2]]).toEqual([first, second]);
    expect(notes[1]).not.toBe(first);
  });

  it("keeps the notes of other machines, and has none for what is beyond the fleet", () => {
    const before = notesIn(textOfNotes([first, second], new Map(), 2));
    const after = notesIn(textOfNotes(before, new Map([[1, third]]), 2));
    expect(after).toEqual([first, third]);
    expect(notesIn(textOfNotes([first, second, third], new Map(), 2))).toEqual([first, second]);
  });

  it("knows the new stacks of a fleet that has grown only once it is told of them", () => {
    const grown = notesIn(textOfNotes([first], new Map([[2, third]]), 3));
    expect([grown[0], grown[2]]).toEqual([first, third]);
    expect(grown).toHaveLength(3);
  });

  it.each([undefined, "", "something else", "2:abcdefghijk"])("is empty where it is %j", (text) => {
    expect(recordOf(text === undefined ? {} : { [NOTES_TAG]: text }).notes).toEqual([]);
  });

  it("has no note for a stack whose own is cut short", () => {
    const cut = textOfNotes([first, second], new Map(), 2).slice(0, -1);
    expect(notesIn(textOfNotes(notesIn(cut), new Map(), 2))[1]).not.toBe(second);
    expect(notesIn(cut)[0]).toBe(first);
  });

  it("fits into one argument of a command with the most stacks", () => {
    const text = textOfNotes([], new Map([[0, first]]), MOST_STACKS);
    expect(text.length).toBeLessThan(128 * 1024);
  });

  it("has the verdict of the policies beside the notes", () => {
    expect(recordOf({ [VERDICT_TAG]: "abc []" })).toEqual({ notes: [], verdict: "abc []" });
  });
});
