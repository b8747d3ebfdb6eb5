import { describe, expect, test } from "vitest";
import type {
  SecretOutputs,
  SecretVersions,
} from "../../../../provider/src/connected-app/model.ts";
import {
  nextStep,
  planRotation,
  type Rotation,
  RotationError,
  type RotationGoal,
  type RotationStep,
  type ServerSecrets,
} from "../../../../provider/src/connected-app/rotation/plan.ts";

const AT_REST: SecretOutputs = { clientSecret: "secret-1", clientSecretLastFour: "et-1" };
const ROTATING: SecretOutputs = {
  ...AT_REST,
  nextSecretVersion: "2",
  nextClientSecret: "secret-2",
  nextClientSecretLastFour: "et-2",
};
const LOST: SecretOutputs = {
  ...AT_REST,
  nextSecretVersion: "2",
  nextClientSecretLastFour: "et-9",
};
const SECRET_LOST: SecretOutputs = { secretVersion: "(lost)", clientSecretLastFour: "et-9" };
const ADOPTED: SecretOutputs = { clientSecretLastFour: "et-9" };

describe("planRotation", () => {
  const TRANSITIONS: [string, SecretOutputs, SecretVersions, Rotation][] = [
    ["nothing is declared, and nothing runs", AT_REST, {}, "none"],
    ["the first version is written out", AT_REST, { secretVersion: "1" }, "none"],
    ["the first version is no longer written out", { secretVersion: "1" }, {}, "none"],
    ["a later version stays", { secretVersion: "2" }, { secretVersion: "2" }, "none"],
    ["a client was adopted", ADOPTED, {}, "none"],
    ["someone else rotates", { ...AT_REST, nextClientSecretLastFour: "et-9" }, {}, "none"],

    ["nextSecretVersion is set", AT_REST, { nextSecretVersion: "2" }, "start"],
    ["it is set for an adopted client", ADOPTED, { nextSecretVersion: "2" }, "start"],
    [
      "it is set beside a later version",
      { secretVersion: "2" },
      { secretVersion: "2", nextSecretVersion: "1" },
      "start",
    ],

    ["nextSecretVersion stays", ROTATING, { nextSecretVersion: "2" }, "none"],
    ["nextSecretVersion is changed", ROTATING, { nextSecretVersion: "3" }, "restart"],
    ["the next secret is lost", LOST, { nextSecretVersion: "2" }, "restart"],

    ["nextSecretVersion is removed", ROTATING, {}, "cancel"],
    ["it is removed after its secret was lost", LOST, {}, "cancel"],

    ["its value moves to secretVersion", ROTATING, { secretVersion: "2" }, "complete"],
    [
      "the value that moves is the first version",
      { ...ROTATING, secretVersion: "2", nextSecretVersion: "1" },
      { secretVersion: "1" },
      "complete",
    ],
    [
      "the first version moves by no longer being written out",
      { ...ROTATING, secretVersion: "2", nextSecretVersion: "1" },
      {},
      "complete",
    ],

    ["secretVersion changes alone", AT_REST, { secretVersion: "2" }, "cut"],
    ["a later version is removed", { secretVersion: "2" }, {}, "cut"],
    ["the current secret is unknown", ADOPTED, { secretVersion: "2" }, "cut"],
    [
      "someone else rotates and secretVersion changes",
      { ...AT_REST, nextClientSecretLastFour: "et-9" },
      { secretVersion: "2" },
      "cut",
    ],

    ["the current secret is lost", SECRET_LOST, {}, "renew"],
    ["it is lost, and the version is written out", SECRET_LOST, { secretVersion: "1" }, "renew"],
    ["it is lost, and a rotation is wanted", SECRET_LOST, { nextSecretVersion: "2" }, "renew"],
    [
      "it is lost, and a rotation between later versions is wanted",
      SECRET_LOST,
      { secretVersion: "4", nextSecretVersion: "5" },
      "renew",
    ],
    [
      "a renewal was interrupted before the new secret became the current one",
      { ...SECRET_LOST, nextSecretVersion: "1", nextClientSecret: "secret-1" },
      { nextSecretVersion: "2" },
      "renew",
    ],
    [
      "a renewal was interrupted there, and no rotation is wanted",
      { ...SECRET_LOST, nextSecretVersion: "1", nextClientSecret: "secret-1" },
      {},
      "complete",
    ],
    [
      "a renewal was interrupted there, and its secret is lost, too",
      { ...SECRET_LOST, nextSecretVersion: "1" },
      {},
      "renew",
    ],
  ];

  test.each(TRANSITIONS)("%s", (_title, known, desired, rotation) => {
    expect(planRotation(known, desired)).toBe(rotation);
  });

  const REFUSED: [string, SecretOutputs, SecretVersions, string][] = [
    [
      "both versions are changed at once",
      ROTATING,
      { secretVersion: "2", nextSecretVersion: "3" },
      "move the value of nextSecretVersion to secretVersion and remove nextSecretVersion",
    ],
    [
      "both are set at once where nothing runs",
      AT_REST,
      { secretVersion: "2", nextSecretVersion: "3" },
      "to start one, set nextSecretVersion and leave secretVersion as it is",
    ],
    [
      "secretVersion changes beside the next version that runs",
      ROTATING,
      { secretVersion: "3", nextSecretVersion: "2" },
      "move the value of nextSecretVersion",
    ],
    [
      "the rotation was completed by others, and the program still has it run",
      { ...AT_REST, secretVersion: "2" },
      { nextSecretVersion: "2" },
      "Move its value to secretVersion and remove nextSecretVersion",
    ],
    [
      "secretVersion takes another value than the next one",
      ROTATING,
      { secretVersion: "3" },
      "set secretVersion to the value that nextSecretVersion had",
    ],
    [
      "a rotation is to complete whose secret is lost",
      LOST,
      { secretVersion: "2" },
      "Set secretVersion back and nextSecretVersion to its former value",
    ],
  ];

  test.each(REFUSED)("refuses, with the remedy, where %s", (_title, known, desired, remedy) => {
    const plan = () => planRotation(known, desired);
    expect(plan).toThrow(RotationError);
    expect(plan).toThrow(expect.objectContaining({ code: "ERR_STYTCH_ROTATION" }));
    expect(plan).toThrow(remedy);
  });
});

describe("nextStep", () => {
  const NO_NEXT: ServerSecrets = { current: "et-1", next: "" };
  const OURS: ServerSecrets = { current: "et-1", next: "et-2" };
  const OTHERS: ServerSecrets = { current: "et-1", next: "et-9" };
  const DONE: ServerSecrets = { current: "et-2", next: "" };
  const STEPS: [RotationGoal, string, ServerSecrets, string | undefined, RotationStep][] = [
    ["alone", "there is no next secret", NO_NEXT, undefined, "done"],
    ["alone", "there is a next secret", OURS, "et-2", "cancel"],
    ["alone", "there is the next secret of others", OTHERS, undefined, "cancel"],

    ["next", "there is none", NO_NEXT, undefined, "start"],
    ["next", "the held one is gone", NO_NEXT, "et-2", "start"],
    ["next", "the held one is there", OURS, "et-2", "done"],
    ["next", "there is one that no one here knows", OTHERS, undefined, "cancel"],
    ["next", "there is another than the held one", OTHERS, "et-2", "cancel"],
    ["next", "it ends like the current one", { current: "et-1", next: "et-1" }, "et-1", "cancel"],
    ["next", "no response tells the current one", { current: "", next: "et-2" }, "et-2", "done"],

    ["promoted", "the held one is the next one", OURS, "et-2", "complete"],
    ["promoted", "it is the current one already", DONE, "et-2", "done"],
    [
      "promoted",
      "it is, and others rotate again",
      { current: "et-2", next: "et-9" },
      "et-2",
      "done",
    ],
    ["promoted", "the rotation was cancelled", NO_NEXT, "et-2", "lost"],
    ["promoted", "others cancelled it and started theirs", OTHERS, "et-2", "lost"],
    ["promoted", "others completed another", { current: "et-9", next: "" }, "et-2", "lost"],
    ["promoted", "there is none, and none is held", NO_NEXT, undefined, "lost"],
    ["promoted", "none is held", OTHERS, undefined, "lost"],
    ["promoted", "nothing is told, and none is held", { current: "", next: "" }, undefined, "lost"],
  ];

  test.each(STEPS)("to %s, where %s", (goal, _title, server, held, step) => {
    expect(nextStep(goal, server, held)).toBe(step);
  });
});
