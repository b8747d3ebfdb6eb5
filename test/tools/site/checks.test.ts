import { readFileSync } from "node:fs";
import { CHECK_IDS } from "stytch-connected-apps-smoke";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../../../tools/release/packages.ts";
import { CHECK_NOTES } from "../../../tools/site/checks/notes.ts";

/** The misbehaviours that tests turn on, by the check that has to fail. */
function provenMisbehaviours(): Map<string, string[]> {
  const source = readFileSync(`${REPOSITORY}/test/smoke/misbehaviours.test.ts`, "utf8");
  const proven = new Map<string, string[]>();
  const pairs = source.matchAll(/misbehaviour: "(\w+)",\s+check: "([a-z-]+)"/g);
  for (const [, misbehaviour = "", check = ""] of pairs)
    proven.set(check, [...(proven.get(check) ?? []), misbehaviour]);
  return proven;
}

describe("the notes on the checks of the smoke test", () => {
  it("name the misbehaviours that a test makes each check fail by, and no others", () => {
    const proven = provenMisbehaviours();
    expect(proven.size).toBeGreaterThan(15);
    for (const id of CHECK_IDS) {
      const misbehaviours = [...new Set(proven.get(id))];
      expect
        .soft([id, ...CHECK_NOTES[id].misbehaviours].sort())
        .toEqual([id, ...misbehaviours].sort());
    }
  });

  it.each(CHECK_IDS)("say of %s who is hit, why, and what to do", (id) => {
    const { hit, causes, todo } = CHECK_NOTES[id];
    expect(hit).toMatch(/\.$/);
    expect(causes.length).toBeGreaterThan(0);
    expect(todo.filter((step) => !/[.*]$/.test(step))).toEqual([]);
    expect(todo.length).toBeGreaterThan(0);
  });
});
