import { describe, expect, it } from "vitest";
import { type Deployment, type JournalEntry, replay } from "../../bench/journal/replay.ts";

const BEGIN = 0;
const SUCCESS = 1;
const FAILURE = 2;
const REFRESHED = 3;
const OUTPUTS = 4;
const WRITE = 5;
const SECRETS = 6;
const REBUILT = 7;

const web = { urn: "urn:web", id: "1" };
const mobile = { urn: "urn:mobile", id: "2" };
const BEFORE: Deployment = { resources: [web, mobile], metadata: { kept: true } };

const creating = (resource: object) => ({ type: "creating", resource: { ...resource } });

/** The resources and pending operations after these entries. */
function resultOf(before: Deployment | undefined, ...entries: JournalEntry[]) {
  const journal = replay(before);
  for (const entry of entries) journal.add(entry);
  const { resources, pending_operations } = journal.deployment();
  return { resources, pending_operations };
}

const entry = (kind: number, rest: Partial<JournalEntry> = {}): JournalEntry => ({
  kind,
  operationID: 1,
  ...rest,
});

describe("a journal that is replayed", () => {
  it("leaves the state as it was where it is empty, with a manifest of its own", () => {
    const state = replay(BEFORE).deployment();
    expect(state).toMatchObject({ ...BEFORE, pending_operations: [] });
    expect(state.manifest).toMatchObject({ magic: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each<[string, JournalEntry[], object[]]>([
    [
      "has what was made first",
      [entry(SUCCESS, { state: { urn: "new" } })],
      [{ urn: "new" }, web, mobile],
    ],
    [
      "has what was changed once",
      [entry(SUCCESS, { state: { ...web, id: "3" }, removeOld: 0 })],
      [{ ...web, id: "3" }, mobile],
    ],
    ["has not what was deleted", [entry(SUCCESS, { removeOld: 1 })], [web]],
    [
      "has not what was made and deleted",
      [entry(SUCCESS, { state: mobile }), entry(SUCCESS, { operationID: 2, removeNew: 1 })],
      [web, mobile],
    ],
    [
      "marks what is to be deleted",
      [entry(SUCCESS, { deleteOld: 0 })],
      [{ ...web, delete: true }, mobile],
    ],
    [
      "marks what was made and is to be deleted",
      [entry(SUCCESS, { state: { urn: "new" } }), entry(SUCCESS, { operationID: 2, deleteNew: 1 })],
      [{ urn: "new", delete: true }, web, mobile],
    ],
    [
      "marks what is to be replaced",
      [entry(SUCCESS, { pendingReplacementOld: 1 })],
      [web, { ...mobile, pendingReplacement: true }],
    ],
    [
      "has what a refresh found",
      [entry(REFRESHED, { state: { ...web, id: "3" }, removeOld: 0 })],
      [{ ...web, id: "3" }, mobile],
    ],
    ["has not what a refresh did not find", [entry(REFRESHED, { removeOld: 0 })], [mobile]],
    [
      "has the outputs of before",
      [entry(OUTPUTS, { state: { ...mobile, id: "9" }, removeOld: 1 })],
      [web, { ...mobile, id: "9" }],
    ],
    [
      "has the outputs of what was made",
      [
        entry(SUCCESS, { state: { urn: "new" } }),
        entry(OUTPUTS, { state: { urn: "new", id: "4" }, removeNew: 1 }),
      ],
      [{ urn: "new", id: "4" }, web, mobile],
    ],
    [
      "begins anew with a whole state",
      [entry(WRITE, { newSnapshot: { resources: [mobile] } })],
      [mobile],
    ],
    [
      "counts places anew once it is rebuilt",
      [entry(SUCCESS, { removeOld: 0 }), entry(REBUILT), entry(SUCCESS, { removeOld: 0 })],
      [],
    ],
  ])("%s", (_, entries, resources) => {
    expect(resultOf(BEFORE, ...entries)).toEqual({ resources, pending_operations: [] });
  });

  it("has as pending what began and did not end", () => {
    const operation = creating(web);
    const begun = entry(BEGIN, { operation });
    expect(resultOf(undefined, begun).pending_operations).toEqual([operation]);
    expect(resultOf(undefined, begun, entry(SUCCESS, { state: web })).pending_operations).toEqual(
      [],
    );
    expect(resultOf(undefined, begun, entry(FAILURE)).pending_operations).toEqual([]);
  });

  it("keeps a create that never ended, and no other operation of before", () => {
    const pending_operations = [creating(web), { ...creating(mobile), type: "updating" }];
    expect(resultOf({ pending_operations }).pending_operations).toEqual([creating(web)]);
  });

  it("takes the keeper of its secrets from the journal", () => {
    const journal = replay(undefined);
    journal.add(entry(SECRETS, { secretsProvider: { type: "passphrase" } }));
    expect(journal.deployment().secrets_providers).toEqual({ type: "passphrase" });
  });

  it.each([
    ["a kind that it does not know", entry(8), /kind 8/],
    ["an operation that made nothing", entry(SUCCESS, { deleteNew: 7 }), /operation 7/],
  ])("is refused for %s", (_, wrong, message) => {
    expect(() => resultOf(BEFORE, wrong)).toThrow(message);
  });
});
