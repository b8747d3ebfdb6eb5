import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, test } from "vitest";
import {
  checkConnectedApp,
  expectedSecrets,
  isUnknown,
  RotationError,
  UNKNOWN,
} from "../../provider/src/lifecycle-entry.ts";

describe("what becomes of secrets", () => {
  const expected = (inputs: object, known?: object) =>
    expectedSecrets(inputs, known, UNKNOWN, isUnknown);
  const known = {
    clientSecret: "old-1111",
    clientSecretLastFour: "1111",
    secretRotatedAt: "2026-01-01",
  };

  it("is not known of a new client, and nothing of a public one", () => {
    expect(expected({ clientType: "first_party" })).toEqual({
      clientSecret: UNKNOWN,
      clientSecretLastFour: UNKNOWN,
      secretRotatedAt: UNKNOWN,
    });
    expect(expected({ clientType: "first_party_public" })).toEqual({});
  });

  it("is nothing where no version changes", () => {
    expect(expected({ clientType: "first_party" }, known)).toEqual(known);
  });

  it("is a next one for a rotation that starts, and another one after a cut", () => {
    expect(expected({ nextSecretVersion: "2" }, known)).toMatchObject({
      ...known,
      nextClientSecret: UNKNOWN,
    });
    expect(expected({ secretVersion: "2" }, known)).toMatchObject({
      clientSecret: UNKNOWN,
      secretRotatedAt: UNKNOWN,
      nextClientSecret: null,
    });
  });

  it("is refused where the versions ask for what cannot be done", () => {
    const both = { secretVersion: "2", nextSecretVersion: "3" };
    expect(() => expected(both, known)).toThrow(RotationError);
  });
});

const BUILT = fileURLToPath(new URL("../../provider/dist/lifecycle-entry.js", import.meta.url));

test("the entry for other tools loads neither HTTP nor the SDK", async () => {
  const script = `require(process.argv[1]);
    const files = Object.keys(require.cache).filter((file) => /node_modules.(undici|@pulumi)/.test(file));
    process.stdout.write(JSON.stringify(files));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script, BUILT]);
  expect(JSON.parse(stdout)).toEqual([]);
});

describe("inputs from data", () => {
  it("are checked without a program, all mistakes at once", () => {
    const raw = { clientTyp: "first_party", redirectUrls: ["nowhere"] };
    const { failures } = checkConnectedApp(raw, isUnknown);
    expect(failures.map(({ property }) => property)).toEqual([
      "clientTyp",
      "clientType",
      "redirectUrls[0]",
    ]);
  });
});
