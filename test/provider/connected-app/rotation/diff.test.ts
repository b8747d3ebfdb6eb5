import { expect, test } from "vitest";
import type {
  SecretOutputs,
  SecretVersions,
} from "../../../../provider/src/connected-app/model.ts";
import { diffSecrets } from "../../../../provider/src/connected-app/rotation/diff.ts";

const KNOWN: SecretOutputs = { secretVersion: "1", clientSecret: "secret-of-version-1" };
const ROTATING: SecretOutputs = {
  ...KNOWN,
  nextSecretVersion: "2",
  nextClientSecret: "secret-of-version-2",
};
const BOTH = ["secretVersion", "nextSecretVersion"];

test.each<[string, SecretOutputs, SecretVersions, readonly string[]]>([
  ["none", KNOWN, { secretVersion: "1" }, []],
  ["none", ROTATING, { secretVersion: "1", nextSecretVersion: "2" }, []],
  ["start", KNOWN, { secretVersion: "1", nextSecretVersion: "2" }, ["nextSecretVersion"]],
  ["restart", ROTATING, { secretVersion: "1", nextSecretVersion: "3" }, ["nextSecretVersion"]],
  ["cancel", ROTATING, { secretVersion: "1" }, ["nextSecretVersion"]],
  ["complete", ROTATING, { secretVersion: "2" }, BOTH],
  ["cut", KNOWN, { secretVersion: "2" }, ["secretVersion"]],
])("%s: from %o to %o changes %o", (rotation, known, desired, changes) => {
  expect(diffSecrets(known, desired, () => false)).toMatchObject({ rotation, changes });
});

test.each([[["secretVersion"]], [["nextSecretVersion"]], [BOTH]])(
  "versions that are not known yet may change: %o",
  (names) => {
    const desired = { secretVersion: "1", nextSecretVersion: "2" };
    const unknown = names.map((name) => desired[name as keyof typeof desired]);
    const diff = diffSecrets(KNOWN, desired, (value) => unknown.includes(String(value)));
    expect(diff).toEqual({ changes: names });
  },
);
