import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const VITEST = join(REPOSITORY, "node_modules/vitest/vitest.mjs");

const FAILING = `
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkProperty } from ${JSON.stringify(join(REPOSITORY, "test/_property.ts"))};

test("a value", () => checkProperty(fc.property(fc.integer(), () => false)));
test("the time", () => checkProperty(fc.asyncProperty(fc.integer(), () => new Promise(() => {}))), 50);
test("all runs together", () => {
  checkProperty(fc.property(fc.integer(), () => true));
  expect(1).toBe(2);
});
`;

/** Below the repository, where modules are found. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(REPOSITORY, "node_modules/.property-"));
  writeFileSync(join(folder, "failing.test.ts"), FAILING);
  writeFileSync(
    join(folder, "vitest.config.ts"),
    "export default { test: { include: ['*.test.ts'] } };",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a property that fails by a value, the time or all runs together", () => {
  test.each(["default", "dot", "json", "tap", "junit"])(
    "names its seed to the reporter %s",
    async (reporter) => {
      const report = join(folder, `report-${reporter}`);
      const args = [
        VITEST,
        "run",
        "--root",
        folder,
        "--reporter",
        reporter,
        "--outputFile",
        report,
      ];
      const run = promisify(execFile)(process.execPath, args, {
        env: { ...process.env, PROPERTY_SEED: "4711", NO_COLOR: "1" },
      });
      const printed = await run.then(
        () => expect.unreachable("the tests passed"),
        ({ stdout, stderr }) => `${stdout}${stderr}`,
      );
      const output = existsSync(report) ? readFileSync(report, "utf8") : printed;
      expect(output.match(/PROPERTY_SEED=4711/g)?.length).toBeGreaterThanOrEqual(3);
    },
  );
});

test("every property is checked that way", () => {
  const tests = readdirSync(join(REPOSITORY, "test"), { recursive: true, encoding: "utf8" });
  const direct = tests
    .filter((path) => path.endsWith(".ts") && path !== "_property.ts")
    .filter((path) =>
      /\bfc\.(assert|check)\(/.test(readFileSync(join(REPOSITORY, "test", path), "utf8")),
    );
  expect(direct).toEqual([]);
});
