import { describe, expect, test } from "vitest";
import { check, checked, UNKNOWN } from "../_check.ts";

const CLIENT = { clientType: "first_party" };
const VERSIONS = ["secretVersion", "nextSecretVersion"] as const;

const reasons = (raw: object) => check({ ...CLIENT, ...raw }).failures.map(({ reason }) => reason);

describe("secret versions", () => {
  test.each([
    ["none", {}],
    ["a current one", { secretVersion: "2026-11" }],
    ["a next one beside the first", { nextSecretVersion: "2" }],
    ["both", { secretVersion: "2", nextSecretVersion: "3" }],
    ["a next one that goes back to the first", { secretVersion: "2", nextSecretVersion: "1" }],
    ["signs and letters of any language", { secretVersion: "årets nøkkel / 2 🔑" }],
  ])("may be %s", (_title, versions) => {
    expect(checked({ ...CLIENT, ...versions })).toEqual({ ...CLIENT, ...versions });
  });

  test.each(VERSIONS)("%s is not set by null, an empty text or an empty list", (name) => {
    for (const value of [undefined, null, "", []]) {
      expect(checked({ ...CLIENT, [name]: value })).toEqual(CLIENT);
    }
  });

  test.each(VERSIONS)("%s may be unknown, also beside the other one", (name) => {
    expect(checked({ ...CLIENT, [name]: UNKNOWN })).toEqual({ ...CLIENT, [name]: UNKNOWN });
    const both = { secretVersion: UNKNOWN, nextSecretVersion: UNKNOWN };
    expect(checked({ ...CLIENT, ...both })).toEqual({ ...CLIENT, ...both });
    const other = { secretVersion: "1", nextSecretVersion: "1", [name]: UNKNOWN };
    expect(checked({ ...CLIENT, ...other })).toEqual({ ...CLIENT, ...other });
  });

  test.each(VERSIONS)("%s must be a text without control characters", (name) => {
    expect(reasons({ [name]: 2 })).toEqual([`${name} must be a string, not a number`]);
    expect(reasons({ [name]: ["2"] })).toEqual([`${name} must be a string, not a list`]);
    expect(reasons({ [name]: "2\n" })).toEqual([
      `${name} must not contain control characters or line breaks`,
    ]);
  });

  test("are not repeated in what is said of them", () => {
    const canary = { secretVersion: "canary\n", nextSecretVersion: "canary\n" };
    expect(reasons(canary)).toHaveLength(3);
    expect(reasons(canary).join()).not.toContain("canary");
  });

  test("must differ", () => {
    expect(reasons({ secretVersion: "2", nextSecretVersion: "2" })).toEqual([
      "nextSecretVersion must differ from secretVersion; to complete a rotation, remove nextSecretVersion",
    ]);
  });

  test("must differ from the first one too, where it is not written out", () => {
    expect(reasons({ nextSecretVersion: "1" })).toEqual([
      'nextSecretVersion must differ from secretVersion, which is "1" where it is not set; ' +
        "to complete a rotation, remove nextSecretVersion",
    ]);
  });

  test.each(["first_party_public", "third_party_public"])(
    "are refused for %s, which has no secret",
    (clientType) => {
      for (const name of VERSIONS) {
        expect(reasons({ clientType, [name]: "2" })).toEqual([
          `${name} is for clients with a secret, but clientType is "${clientType}"; remove it`,
        ]);
        expect(checked({ clientType, [name]: UNKNOWN })).toEqual({ clientType, [name]: UNKNOWN });
      }
    },
  );

  test.each(["third_party", UNKNOWN])("are for %s too", (clientType) => {
    const raw = { clientType, secretVersion: "1", nextSecretVersion: "2" };
    expect(checked(raw)).toEqual(raw);
  });
});

test.each([
  "nextClientSecret",
  "nextClientSecretLastFour",
  "secretRotatedAt",
  "secretRotationStartedAt",
])("%s is an output and cannot be given", (name) => {
  expect(reasons({ [name]: "canary" })).toEqual([
    `${name} is an output, set by Stytch; remove it from the arguments`,
  ]);
});
