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
import { ORGANIZATION, organizationInMemory } from "./_memory.ts";

const UNKNOWN = Symbol("unknown");
const isUnknown = (value: unknown) => value === UNKNOWN;
const NONE = { changes: [], replaces: [] };

const INPUTS = {
  organizationId: "acme",
  firstPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedFirstPartyConnectedApps: [CLIENT_A, CLIENT_B],
  thirdPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedThirdPartyConnectedApps: [CLIENT_C],
};
const OUTPUTS: OrganizationConnectedAppsOutputs = {
  ...INPUTS,
  resolvedOrganizationId: ORGANIZATION,
  projectId: "project-test-1",
};
const OTHER = {
  firstPartyConnectedAppsAllowedType: "NOT_ALLOWED",
  allowedFirstPartyConnectedApps: [CLIENT_A, CLIENT_C],
  thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
  allowedThirdPartyConnectedApps: [CLIENT_C, CLIENT_A],
};

const diff = (outputs: OrganizationConnectedAppsOutputs, inputs: object) =>
  lifecycle.diff(outputs, inputs as OrganizationConnectedAppsInputs, isUnknown);

describe("diff", () => {
  test("of equal things is empty", () => {
    expect(diff(OUTPUTS, INPUTS)).toEqual(NONE);
    expect(diff({ ...OUTPUTS, ...SERVER_DEFAULTS }, { organizationId: "acme" })).toEqual(NONE);
    expect(diff({ ...OUTPUTS, ...SERVER_DEFAULTS }, { ...INPUTS, ...SERVER_DEFAULTS })).toEqual(
      NONE,
    );
  });

  test.each(Object.entries(OTHER))("%s changed is named, alone", (name, value) => {
    expect(diff(OUTPUTS, { ...INPUTS, [name]: value })).toEqual({ changes: [name], replaces: [] });
    expect(diff({ ...OUTPUTS, [name]: value }, INPUTS)).toEqual({ changes: [name], replaces: [] });
  });

  test.each(FIELD_NAMES)("%s removed or unknown is a change", (name) => {
    for (const value of [undefined, UNKNOWN]) {
      const expected = { changes: [name], replaces: [] };
      expect(diff(OUTPUTS, { ...INPUTS, [name]: value })).toEqual(expected);
    }
  });

  test("a list with an id that is not known yet is a change", () => {
    const allowedThirdPartyConnectedApps = [CLIENT_C, UNKNOWN];
    expect(diff(OUTPUTS, { ...INPUTS, allowedThirdPartyConnectedApps }).changes).toEqual([
      "allowedThirdPartyConnectedApps",
    ]);
  });

  test.each(["globex", UNKNOWN])("another organization replaces (%#)", (organizationId) => {
    const expected = { changes: ["organizationId"], replaces: ["organizationId"] };
    expect(diff(OUTPUTS, { ...INPUTS, organizationId })).toEqual(expected);
  });

  test("the same organization by its own id is an update", () => {
    expect(diff(OUTPUTS, { ...INPUTS, organizationId: ORGANIZATION })).toEqual({
      changes: ["organizationId"],
      replaces: [],
    });
  });
});

const type = fc.constantFrom(...ALLOWED_TYPES, undefined);
const list = fc.array(fc.constantFrom(CLIENT_A, CLIENT_B, CLIENT_C), { maxLength: 6 });

/** Anything that check lets through. */
const inputs = fc
  .tuple(type, list, type, list)
  .map(([firstParty, first, thirdParty, third]): OrganizationConnectedAppsInputs => {
    const { inputs, failures } = lifecycle.check(
      {
        organizationId: "acme",
        firstPartyConnectedAppsAllowedType: firstParty,
        allowedFirstPartyConnectedApps: firstParty === "RESTRICTED" ? first : [],
        thirdPartyConnectedAppsAllowedType: thirdParty,
        allowedThirdPartyConnectedApps: thirdParty === "RESTRICTED" ? third : [],
      },
      isUnknown,
    );
    expect(failures).toEqual([]);
    return inputs as OrganizationConnectedAppsInputs;
  });

/** Anything that a server may hold, also what no program can ask for. */
const held = fc.record({
  firstPartyConnectedAppsAllowedType: fc.constantFrom<string>(...ALLOWED_TYPES, "ADDED_LATER"),
  allowedFirstPartyConnectedApps: list,
  thirdPartyConnectedAppsAllowedType: fc.constantFrom<string>(...ALLOWED_TYPES, "ADDED_LATER"),
  allowedThirdPartyConnectedApps: list,
});

describe("from whatever the server holds", () => {
  test("create leaves nothing to do", async () => {
    await checkProperty(
      fc.asyncProperty(held, inputs, async (start, wanted) => {
        const { api } = organizationInMemory(start);
        const { id, outputs } = await settingsOf(api).create(wanted);
        expect(id).toBe(ORGANIZATION);
        expect(diff(outputs, wanted)).toEqual(NONE);
        expect(await settingsOf(api).read(id, outputs)).toMatchObject({ outputs });
      }),
    );
  });

  test("what drifted is found by read, named by diff and repaired by update", async () => {
    await checkProperty(
      fc.asyncProperty(inputs, held, async (wanted, drifted) => {
        const before = organizationInMemory(SERVER_DEFAULTS);
        const { id, outputs } = await settingsOf(before.api).create(wanted);
        const { api, sent } = organizationInMemory(drifted);
        const read = await settingsOf(api).read(id, outputs);
        if (!read) throw new Error("the organization is gone");
        expect(diff(read.outputs, read.inputs)).toEqual(NONE);
        const { changes, replaces } = diff(read.outputs, wanted);
        expect(replaces).toEqual([]);

        const repaired = await settingsOf(api).update(id, read.outputs, wanted);
        expect(diff(repaired.outputs, wanted)).toEqual(NONE);
        const differing = FIELD_NAMES.filter((name) =>
          isOtherSet(read.outputs[name], repaired.outputs[name]),
        );
        expect(changes).toEqual(differing);
        expect(sent).toHaveLength(changes.length > 0 ? 1 : 0);
      }),
    );
  });

  test("delete leaves Stytch's defaults", async () => {
    await checkProperty(
      fc.asyncProperty(held, inputs, async (start, wanted) => {
        const { api, held, connect } = organizationInMemory(start);
        const { id, outputs } = await settingsOf(api).create(wanted);
        await settingsOf(connect()).delete(id, outputs);
        expect(held()).toEqual({ organizationId: ORGANIZATION, ...SERVER_DEFAULTS });
      }),
    );
  });

  test("the four fields are sent, each client once", async () => {
    await checkProperty(
      fc.asyncProperty(held, inputs, async (start, wanted) => {
        const { api, sent, connect } = organizationInMemory(start);
        const { id, outputs } = await settingsOf(api).create(wanted);
        await settingsOf(api).update(id, outputs, wanted);
        expect(sent).toHaveLength(1);
        const firstPartyConnectedAppsAllowedType =
          outputs.firstPartyConnectedAppsAllowedType === "NOT_ALLOWED"
            ? "ALL_ALLOWED"
            : "NOT_ALLOWED";
        await settingsOf(api).update(id, outputs, {
          ...wanted,
          firstPartyConnectedAppsAllowedType,
        });
        await settingsOf(connect()).delete(id, outputs);
        expect(sent).toHaveLength(3);
        for (const fields of sent) {
          expect(Object.keys(fields)).toEqual(FIELD_NAMES);
          for (const value of Object.values(fields)) {
            if (Array.isArray(value)) expect(new Set(value).size).toBe(value.length);
          }
        }
      }),
    );
  });
});

test("order and duplicates of clients never are a change, and survive a server that sorts", async () => {
  await checkProperty(
    fc.asyncProperty(inputs, fc.infiniteStream(fc.nat()), async (wanted, numbers) => {
      const { api } = organizationInMemory(SERVER_DEFAULTS);
      const { id, outputs } = await settingsOf(api).create(wanted);
      for (const name of FIELD_NAMES) {
        expect(outputs[name]).toEqual(wanted[name] ?? SERVER_DEFAULTS[name]);
      }
      const shuffle = (ids: string[] | undefined) =>
        ids && [...ids, ...ids.slice(0, 1)].sort(() => ((numbers.next().value ?? 0) % 2) - 0.5);
      const shuffled = {
        ...wanted,
        allowedFirstPartyConnectedApps: shuffle(wanted.allowedFirstPartyConnectedApps),
        allowedThirdPartyConnectedApps: shuffle(wanted.allowedThirdPartyConnectedApps),
      };
      expect(diff(outputs, shuffled)).toEqual(NONE);
      const read = await settingsOf(api).read(id, outputs);
      expect(read?.outputs).toEqual(outputs);
    }),
  );
});

function isOtherSet(left: string | string[], right: string | string[]): boolean {
  const known = [...new Set([left].flat())].sort();
  return known.join() !== [...new Set([right].flat())].sort().join();
}
