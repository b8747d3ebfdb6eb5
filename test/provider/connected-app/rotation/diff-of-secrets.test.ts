import { describe, expect, test } from "vitest";
import { diffConnectedApp, inputsFrom } from "../../../../provider/src/connected-app/diff.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
  SecretOutputs,
} from "../../../../provider/src/connected-app/model.ts";
import { noticeOfRotation } from "../../../../provider/src/connected-app/rotation/diff.ts";
import { SERVER_DEFAULTS } from "../../../../provider/src/stytch/connected-app-fields.ts";
import { isUnknown, UNKNOWN } from "../_check.ts";

const AT_REST: ConnectedAppOutputs = {
  ...SERVER_DEFAULTS,
  clientType: "first_party",
  status: "active",
  clientSecret: "secret-1",
  clientSecretLastFour: "et-1",
};
const ROTATING: ConnectedAppOutputs = {
  ...AT_REST,
  nextSecretVersion: "2",
  nextClientSecret: "secret-2",
  nextClientSecretLastFour: "et-2",
};

const diff = (outputs: ConnectedAppOutputs, inputs: object) =>
  diffConnectedApp(outputs, { clientType: "first_party", ...inputs }, isUnknown);

describe("a diff", () => {
  const BOTH = ["secretVersion", "nextSecretVersion"];

  test.each([
    ["start", AT_REST, { nextSecretVersion: "2" }, ["nextSecretVersion"]],
    ["restart", ROTATING, { nextSecretVersion: "3" }, ["nextSecretVersion"]],
    ["cancel", ROTATING, { secretVersion: "1" }, ["nextSecretVersion"]],
    ["completion", ROTATING, { secretVersion: "2" }, BOTH],
    ["hard cut", AT_REST, { secretVersion: "2" }, ["secretVersion"]],
  ])(
    "never replaces for a %s, and leaves it to the program to tell of it by name",
    (_step, known, inputs, names) => {
      const { changes, replaces, notesWithName } = diff(known, inputs);
      expect({ changes, replaces, notesWithName }).toEqual({ changes: names, replaces: [] });
    },
  );

  test.each([
    ["start", AT_REST, { nextSecretVersion: "2" }, /^secret rotation starts: /],
    ["cancel", ROTATING, { secretVersion: "1" }, /^secret rotation is cancelled: /],
    ["completion", ROTATING, { secretVersion: "2" }, /^secret rotation completes: /],
  ])("notes a %s for a log at the resource", (_step, known, inputs, note) => {
    const { notes, warnings } = diff(known, inputs);
    expect(notes).toEqual([expect.stringMatching(note)]);
    expect(warnings).toBeUndefined();
  });

  test("warns of a hard cut there", () => {
    const { notes, warnings } = diff(AT_REST, { secretVersion: "2" });
    expect(warnings).toEqual([expect.stringMatching(/^hard cut: /)]);
    expect(notes).toBeUndefined();
  });

  test.each([
    ["cancel", { ...ROTATING, clientName: "web" }, "secret rotation is cancelled: the next secret"],
    ["hard cut", { ...AT_REST, clientName: "web", secretVersion: "2" }, "hard cut: a new secret"],
  ])(
    "tells a %s, and of which client, where the program names no version",
    (_step, known, note) => {
      const { notesWithName } = diff(known, { clientName: "renamed" });
      expect(notesWithName).toEqual([
        expect.stringMatching(`^"web": ${note}.* pulumi stack --show-ids shows its resource\\.$`),
      ]);
    },
  );

  test.each([
    ["at rest", AT_REST, {}],
    ["with the first version written out", AT_REST, { secretVersion: "1" }],
    ["while a rotation runs", ROTATING, { nextSecretVersion: "2" }],
    ["while others rotate", { ...AT_REST, nextClientSecretLastFour: "et-9" }, {}],
  ])("is empty and silent %s", (_title, known, inputs) => {
    expect(diff(known, inputs)).toEqual({ changes: [], replaces: [] });
  });

  test("names changed fields beside the rotation", () => {
    expect(diff(AT_REST, { clientName: "other", nextSecretVersion: "2" })).toMatchObject({
      changes: ["clientName", "nextSecretVersion"],
      replaces: [],
    });
  });

  test("throws where it is not clear which secret is to live", () => {
    const inputs = { secretVersion: "2", nextSecretVersion: "3" };
    expect(() => diff(ROTATING, inputs)).toThrow(
      expect.objectContaining({ code: "ERR_STYTCH_ROTATION" }),
    );
  });

  test.each(BOTH)("says nothing of a %s that is not known yet", (name) => {
    expect(diff(ROTATING, { nextSecretVersion: "2", [name]: UNKNOWN })).toEqual({
      changes: [name],
      replaces: [],
    });
  });

  test("a new client type makes a new secret anyway, whatever the versions", () => {
    const inputs: ConnectedAppInputs = { clientType: "third_party", secretVersion: "9" };
    expect(diff(ROTATING, inputs)).toEqual({ changes: ["clientType"], replaces: ["clientType"] });
  });
});

describe("the notice of a program", () => {
  const notice = (known: SecretOutputs, desired: object) =>
    noticeOfRotation(known, desired, isUnknown);

  test.each([
    ["start", AT_REST, { nextSecretVersion: "2" }, "the current one stays"],
    ["restart", ROTATING, { nextSecretVersion: "3" }, "starts anew"],
    ["cancel", ROTATING, { secretVersion: "1" }, "is cancelled: the next secret is revoked"],
    ["completion", ROTATING, { secretVersion: "2" }, "completes: the next secret becomes"],
  ])("says of a %s what will happen", (_step, known, inputs, text) => {
    expect(notice(known, inputs)).toEqual({
      text: expect.stringContaining(text),
      isHardCut: false,
    });
  });

  test("says what a hard cut revokes", () => {
    expect(notice(AT_REST, { secretVersion: "2" })).toEqual({
      text: expect.stringContaining("the current one is revoked at once"),
      isHardCut: true,
    });
  });

  test.each([
    ["where nothing changes", ROTATING, { nextSecretVersion: "2" }],
    ["where the program names no version, of which the diff tells", ROTATING, {}],
    ["of a version that is not known yet", AT_REST, { secretVersion: UNKNOWN }],
  ])("is silent %s", (_title, known, inputs) => {
    expect(notice(known, inputs)).toBeUndefined();
  });
});

describe("inputs read back", () => {
  test.each<[string, SecretOutputs]>([
    ["at rest", {}],
    ["of a later version", { secretVersion: "2" }],
    ["of a rotation", { secretVersion: "2", nextSecretVersion: "3", nextClientSecret: "secret-3" }],
  ])("%s change nothing, and hold no secret", (_title, secrets) => {
    const outputs = { ...AT_REST, ...secrets };
    const inputs = inputsFrom(outputs);
    expect(diff(outputs, inputs)).toEqual({ changes: [], replaces: [] });
    expect(JSON.stringify(inputs)).not.toContain("secret-");
  });
});
