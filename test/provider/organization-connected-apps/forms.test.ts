import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { organizationConnectedAppsLifecycle as lifecycle } from "../../../provider/src/organization-connected-apps/index.ts";
import {
  FIELD_NAMES,
  type OrganizationConnectedAppsInputs,
  type OrganizationConnectedAppsOutputs,
  SERVER_DEFAULTS,
} from "../../../provider/src/organization-connected-apps/model.ts";
import { ALLOWED_TYPES } from "../../../provider/src/stytch/api.ts";
import { checkProperty } from "../../_property.ts";
import { settingsOf } from "../_operations.ts";
import { CLIENT_A, CLIENT_B, CLIENT_C } from "../_organization.ts";
import { eachList, type Form, organizationInMemory, sorted } from "./_memory.ts";

const PAIRS = [
  ["firstPartyConnectedAppsAllowedType", "allowedFirstPartyConnectedApps"],
  ["thirdPartyConnectedAppsAllowedType", "allowedThirdPartyConnectedApps"],
] as const;
const UPPER = CLIENT_C.toUpperCase().replace("CONNECTED-APP-TEST", "connected-app-test");

/** Applies a change to each type with its list. */
const eachPair =
  (change: (type: string, ids: string[], before: string[]) => [string, string[]]): Form =>
  (fields, before) => {
    const changed = { ...fields };
    for (const [type, list] of PAIRS) {
      [changed[type], changed[list]] = change(fields[type], fields[list], before[list]);
    }
    return changed;
  };
const toLowerCase = (text: string) => text.toLowerCase();

/** Ways to hold a setting that allow no more apps than were asked for. */
const FORMS: Record<string, Form> = {
  "holds what it is sent": (fields) => fields,
  "sorts its lists": sorted,
  "writes ids in lower case": (fields) => eachList(fields, (ids) => ids.map(toLowerCase)),
  "holds a client twice": (fields) => eachList(fields, (ids) => [...ids, ...ids]),
  "leaves out a client that is gone": (fields) =>
    eachList(fields, (ids) => ids.filter((id) => id !== CLIENT_B)),
  "leaves out every client": (fields) => eachList(fields, () => []),
  "writes types in lower case": eachPair((type, ids) => [type.toLowerCase(), ids]),
  "keeps a list that its type does not use": eachPair((type, ids, before) => [
    type,
    type === "RESTRICTED" ? ids : before,
  ]),
  "takes a restriction to no app for NOT_ALLOWED": eachPair((type, ids) => [
    type === "RESTRICTED" && ids.length === 0 ? "NOT_ALLOWED" : type,
    ids,
  ]),
  "takes NOT_ALLOWED for a restriction to no app": eachPair((type, ids) =>
    type === "NOT_ALLOWED" ? ["RESTRICTED", []] : [type, ids],
  ),
};

/** What a program may write. */
const list = fc.array(fc.constantFrom(CLIENT_A, CLIENT_B, UPPER), { maxLength: 4 });
const pair = fc
  .tuple(fc.constantFrom(...ALLOWED_TYPES), list)
  .map(([type, ids]) => [type, type === "RESTRICTED" ? ids : []] as const);
const anyInputs = fc.tuple(pair, pair).map(
  ([first, third]): OrganizationConnectedAppsInputs => ({
    organizationId: "acme",
    firstPartyConnectedAppsAllowedType: first[0],
    allowedFirstPartyConnectedApps: [...first[1]],
    thirdPartyConnectedAppsAllowedType: third[0],
    allowedThirdPartyConnectedApps: [...third[1]],
  }),
);

const RESTRICTED: OrganizationConnectedAppsInputs = {
  organizationId: "acme",
  firstPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedFirstPartyConnectedApps: [CLIENT_B, CLIENT_A],
};

const changesOf = (
  outputs: OrganizationConnectedAppsOutputs,
  inputs: OrganizationConnectedAppsInputs,
) => lifecycle.diff(outputs, inputs, () => false).changes;

/** The operations of a next command, which remember nothing. */
const next = ({ connect }: ReturnType<typeof organizationInMemory>) => settingsOf(connect());

describe.each(Object.entries(FORMS))("a server that %s", (_title, form) => {
  test("is sent nothing twice, and shows no drift", async () => {
    await checkProperty(
      fc.asyncProperty(anyInputs, anyInputs, async (first, second) => {
        const server = organizationInMemory(SERVER_DEFAULTS, form);
        const { id, outputs } = await next(server).create(first);
        expect(changesOf(outputs, first)).toEqual([]);
        expect((await next(server).read(id, outputs))?.outputs).toEqual(outputs);

        const changed = changesOf(outputs, second);
        const updated = await next(server).update(id, outputs, second);
        expect(server.sent).toHaveLength(changed.length > 0 ? 2 : 1);
        expect(changesOf(updated.outputs, second)).toEqual([]);
        expect((await next(server).read(id, updated.outputs))?.outputs).toEqual(updated.outputs);
        expect(changesOf(updated.outputs, first)).toEqual(changed);
      }),
    );
  });

  test("has what others changed found, and repaired by one PUT", async () => {
    await checkProperty(
      fc.asyncProperty(anyInputs, anyInputs, async (inputs, { organizationId: _, ...foreign }) => {
        const server = organizationInMemory(SERVER_DEFAULTS, form);
        const { id, outputs } = await next(server).create(inputs);
        server.edit(foreign);
        const held = server.held();
        const drifted = FIELD_NAMES.filter(
          (name) =>
            isOtherSet(held[name], outputs[name]) &&
            isOtherSet(held[name], inputs[name] ?? SERVER_DEFAULTS[name]),
        );
        const read = await next(server).read(id, outputs);
        if (!read) throw new Error("the organization is gone");
        expect(changesOf(read.outputs, inputs)).toEqual(drifted);
        const shown = { ...SERVER_DEFAULTS, ...read.inputs };
        expect(changesOf({ ...outputs, ...shown, requestedFields: {} }, inputs)).toEqual(drifted);
        const repaired = await next(server).update(id, read.outputs, inputs);
        expect(server.sent).toHaveLength(drifted.length > 0 ? 2 : 1);
        expect(changesOf(repaired.outputs, inputs)).toEqual([]);
        expect((await next(server).read(id, repaired.outputs))?.outputs).toEqual(repaired.outputs);
      }),
    );
  });
});

describe("a server that allows more than was asked for", () => {
  const CLOSED = { ...RESTRICTED, thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED" };

  test.each<[string, Form, string[]]>([
    ["another app", (fields) => eachList(fields, (ids) => [...ids, CLIENT_C]), [PAIRS[0][1]]],
    ["every app", eachPair((_type, ids) => ["ALL_ALLOWED", ids]), [PAIRS[0][0], PAIRS[1][0]]],
    ["perhaps", eachPair((_type, ids) => ["ADDED_LATER", ids]), [PAIRS[0][0], PAIRS[1][0]]],
    [
      "an app instead of none",
      eachPair((type, ids) => (type === "NOT_ALLOWED" ? ["RESTRICTED", [CLIENT_C]] : [type, ids])),
      [PAIRS[1][0], PAIRS[1][1]],
    ],
  ])(
    "%s, has no form of what was asked for: that stays a difference",
    async (_what, form, names) => {
      const server = organizationInMemory(SERVER_DEFAULTS, form);
      const { id, outputs } = await next(server).create(CLOSED);
      expect(changesOf(outputs, CLOSED).sort()).toEqual([...names].sort());
      const updated = await next(server).update(id, outputs, CLOSED);
      expect(changesOf(updated.outputs, CLOSED).sort()).toEqual([...names].sort());
    },
  );

  test("by a list that it kept, once its type makes use of it, is shown", async () => {
    const ignoresEmptyLists = eachPair((type, ids, before) => [
      type,
      ids.length === 0 ? before : ids,
    ]);
    const server = organizationInMemory(SERVER_DEFAULTS, ignoresEmptyLists);
    const { id, outputs } = await next(server).create(RESTRICTED);
    const open = { organizationId: "acme" };
    const opened = await next(server).update(id, outputs, open);
    expect(server.held().allowedFirstPartyConnectedApps).toEqual([CLIENT_B, CLIENT_A]);
    expect(changesOf(opened.outputs, open)).toEqual([]);
    const none = { ...open, firstPartyConnectedAppsAllowedType: "RESTRICTED" };
    const restricted = await next(server).update(id, opened.outputs, none);
    expect(server.sent.at(-1)).toMatchObject({ allowedFirstPartyConnectedApps: [] });
    expect(changesOf(restricted.outputs, none)).toEqual(["allowedFirstPartyConnectedApps"]);
  });
});

test("a server that holds something else is told of, in the names of the fields", async () => {
  const server = organizationInMemory(SERVER_DEFAULTS, FORMS["leaves out a client that is gone"]);
  const { id, outputs, notes } = await next(server).create(RESTRICTED);
  const note = `${id}: Stytch accepted the request but holds different values for allowedFirstPartyConnectedApps; the outputs show them.`;
  expect(notes).toEqual([note]);
  expect(outputs).toMatchObject({
    allowedFirstPartyConnectedApps: [CLIENT_A],
    requestedFields: { allowedFirstPartyConnectedApps: [CLIENT_B, CLIENT_A] },
  });
  const inputs = { ...RESTRICTED, allowedFirstPartyConnectedApps: [CLIENT_B] };
  expect((await next(server).update(id, outputs, inputs)).notes).toEqual([note]);
});

test("what the program asked for is kept encrypted, as it may be a secret", () => {
  expect(lifecycle.copiesOfInputs).toEqual(["requestedFields"]);
});

test("another spelling is not worth a line", async () => {
  const server = organizationInMemory(SERVER_DEFAULTS, FORMS["writes ids in lower case"]);
  const inputs = { ...RESTRICTED, allowedFirstPartyConnectedApps: [UPPER] };
  const { outputs, notes } = await next(server).create(inputs);
  expect(outputs.allowedFirstPartyConnectedApps).toEqual([CLIENT_C]);
  expect(notes).toBeUndefined();
});

test("the state has nothing more where the server holds what it is sent, but for the order", async () => {
  const server = organizationInMemory(SERVER_DEFAULTS, FORMS["sorts its lists"]);
  const { id, outputs } = await next(server).create(RESTRICTED);
  expect(outputs).not.toHaveProperty("requestedFields");
  const updated = await next(server).update(id, outputs, { organizationId: "acme" });
  expect(updated.outputs).not.toHaveProperty("requestedFields");
});

test("a refresh gives the program's words and places to all but what others changed", async () => {
  const server = organizationInMemory(SERVER_DEFAULTS, (fields) =>
    eachList(sorted(fields), (ids) => ids.map(toLowerCase)),
  );
  const inputs = { ...RESTRICTED, allowedFirstPartyConnectedApps: [UPPER, CLIENT_B] };
  const { id, outputs } = await next(server).create(inputs);
  expect((await next(server).read(id, outputs))?.inputs).toEqual(inputs);
  server.edit({ allowedFirstPartyConnectedApps: [CLIENT_A, CLIENT_C] });
  expect((await next(server).read(id, outputs))?.inputs).toEqual({
    ...inputs,
    allowedFirstPartyConnectedApps: [UPPER, CLIENT_A],
  });
});

test("a list that others changed is nothing to write where the program leaves it", async () => {
  const server = organizationInMemory(SERVER_DEFAULTS, FORMS["writes ids in lower case"]);
  const inputs = { ...RESTRICTED, allowedFirstPartyConnectedApps: [UPPER, CLIENT_B] };
  const { id, outputs } = await next(server).create(inputs);
  server.edit({ allowedFirstPartyConnectedApps: [CLIENT_A, CLIENT_C] });
  const read = await next(server).read(id, outputs);
  if (!read) throw new Error("the organization is gone");
  // The engine takes an ignored input from those that the refresh stored.
  const ignoring = {
    ...inputs,
    allowedFirstPartyConnectedApps: read.inputs.allowedFirstPartyConnectedApps as string[],
  };
  expect(changesOf(read.outputs, ignoring)).toEqual([]);
  expect(changesOf(read.outputs, inputs)).toEqual(["allowedFirstPartyConnectedApps"]);
  expect((await next(server).read(id, read.outputs))?.outputs).toEqual(read.outputs);
});

test("what others changed and the program leaves is sent as it is, told of and not forgotten", async () => {
  const server = organizationInMemory(SERVER_DEFAULTS, FORMS["leaves out a client that is gone"]);
  const { id, outputs } = await next(server).create(RESTRICTED);
  server.edit({ allowedFirstPartyConnectedApps: [CLIENT_C] });
  const inputs = { ...RESTRICTED, thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED" };
  const updated = await next(server).update(id, outputs, inputs);
  expect(updated.notes).toEqual([
    `${id}: others changed allowedFirstPartyConnectedApps at Stytch; this update leaves that as it is. pulumi refresh shows it.`,
  ]);
  expect(server.sent.at(-1)).toMatchObject({ allowedFirstPartyConnectedApps: [CLIENT_C] });
  expect(updated.outputs).toEqual({
    ...outputs,
    thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED",
  });
  expect(changesOf(updated.outputs, inputs)).toEqual([]);
});

function isOtherSet(left: string | string[], right: string | string[]): boolean {
  const [one = "", other = ""] = [left, right].map((value) =>
    [...new Set([value].flat())].sort().join(),
  );
  return one !== other;
}
