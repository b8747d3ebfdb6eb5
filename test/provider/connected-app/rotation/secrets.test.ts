import { describe, expect, test } from "vitest";
import type { SecretOutputs } from "../../../../provider/src/connected-app/model.ts";
import {
  reconcileSecrets,
  secretsOfNew,
} from "../../../../provider/src/connected-app/rotation/secrets.ts";
import { SERVER_DEFAULTS } from "../../../../provider/src/stytch/connected-app-fields.ts";
import { NOW, NOW_TEXT } from "../../_operations.ts";

const LONG_AGO = "2020-01-02T03:04:05.678Z";
const LATER = "2020-02-03T04:05:06.789Z";

const AT_REST: SecretOutputs = {
  clientSecret: "secret-1",
  clientSecretLastFour: "et-1",
  secretRotatedAt: LONG_AGO,
};
const ROTATING: SecretOutputs = {
  ...AT_REST,
  secretVersion: "1",
  nextSecretVersion: "2",
  nextClientSecret: "secret-2",
  nextClientSecretLastFour: "et-2",
  secretRotationStartedAt: LATER,
};

function held(current: string, next: string) {
  return {
    ...SERVER_DEFAULTS,
    clientId: "connected-app-test-1",
    clientType: "first_party",
    status: "active",
    clientSecretLastFour: current,
    nextClientSecretLastFour: next,
  };
}

describe("reconcileSecrets", () => {
  const PROMOTED = {
    clientSecret: "secret-2",
    clientSecretLastFour: "et-2",
    secretVersion: "2",
    secretRotatedAt: NOW_TEXT,
  };
  const { nextClientSecret: _, secretRotationStartedAt: __, ...NEXT_LOST } = ROTATING;
  const { nextClientSecretLastFour: ___, ...CANCELLED } = NEXT_LOST;
  const { clientSecret: ____, secretRotatedAt: _____, ...CURRENT_LOST } = ROTATING;

  const CASES: [string, SecretOutputs, [current: string, next: string], object][] = [
    ["nothing happened", AT_REST, ["et-1", ""], AT_REST],
    ["nothing happened to a rotation", ROTATING, ["et-1", "et-2"], ROTATING],
    [
      "others started a rotation",
      AT_REST,
      ["et-1", "et-9"],
      { ...AT_REST, nextClientSecretLastFour: "et-9" },
    ],
    [
      "others ended theirs",
      { ...AT_REST, nextClientSecretLastFour: "et-9" },
      ["et-1", ""],
      AT_REST,
    ],
    ["others replaced the secret", AT_REST, ["et-9", ""], { clientSecretLastFour: "et-9" }],
    ["others cancelled ours", ROTATING, ["et-1", ""], CANCELLED],
    [
      "others cancelled ours and started theirs",
      ROTATING,
      ["et-1", "et-9"],
      { ...NEXT_LOST, nextClientSecretLastFour: "et-9" },
    ],
    ["ours was completed", ROTATING, ["et-2", ""], PROMOTED],
    [
      "ours was completed, and others started theirs",
      ROTATING,
      ["et-2", "et-9"],
      { ...PROMOTED, nextClientSecretLastFour: "et-9" },
    ],
    [
      "others replaced the secret while ours runs on",
      ROTATING,
      ["et-9", "et-2"],
      { ...CURRENT_LOST, clientSecretLastFour: "et-9" },
    ],
    [
      "others replaced both",
      ROTATING,
      ["et-8", "et-9"],
      {
        secretVersion: "1",
        nextSecretVersion: "2",
        clientSecretLastFour: "et-8",
        nextClientSecretLastFour: "et-9",
      },
    ],
    ["a client was adopted", {}, ["et-9", ""], { clientSecretLastFour: "et-9" }],
    ["a public client has none", {}, ["", ""], {}],
    ["a response leaves the current one out", AT_REST, ["", ""], AT_REST],
    ["a response leaves it out during a rotation", ROTATING, ["", "et-2"], ROTATING],
    ["a response leaves both out", ROTATING, ["", ""], ROTATING],
    [
      "both end alike",
      { ...ROTATING, nextClientSecret: "other-et-1", nextClientSecretLastFour: "et-1" },
      ["et-1", "et-1"],
      { ...ROTATING, nextClientSecret: "other-et-1", nextClientSecretLastFour: "et-1" },
    ],
  ];

  test.each(CASES)("%s", (_title, known, [current, next], expected) => {
    expect(reconcileSecrets(held(current, next), known, NOW)).toEqual(expected);
  });

  test.each(CASES)("%s: told twice, it is the same", (_title, known, [current, next]) => {
    const once = reconcileSecrets(held(current, next), known, NOW);
    expect(reconcileSecrets(held(current, next), once, NOW)).toEqual(once);
  });
});

describe("secretsOfNew", () => {
  test("dates the secret, and gives its last four characters", () => {
    expect(secretsOfNew({ clientSecret: "secret-1" }, NOW)).toEqual({
      clientSecret: "secret-1",
      clientSecretLastFour: "et-1",
      secretRotatedAt: NOW_TEXT,
    });
  });

  test("is empty for a public client", () => {
    expect(secretsOfNew({ clientSecret: "" }, NOW)).toEqual({});
  });
});
