import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runTwoAtATime, type Step } from "../../../tools/check/run-two-at-a-time.ts";

/** A step that runs a program of Node.js. */
const step = (name: string, program: string): Step => ({
  name,
  command: [process.execPath, "--eval", program],
});

test("what passes is quiet", async () => {
  expect(await runTwoAtATime([step("one", 'console.log("passed")')])).toEqual([]);
});

test("what fails is named with all that it printed, and stops nothing", async () => {
  const failed = await runTwoAtATime([
    step("first", 'console.log("out"); console.error("err"); process.exitCode = 3'),
    step("second", ""),
    step("third", 'console.log("third"); process.exitCode = 1'),
    { name: "missing", command: ["no-such-command-of-anyone"] },
  ]);
  expect(failed).toEqual([
    { name: "first", output: expect.stringMatching(/^(?:out\nerr|err\nout)$/) },
    { name: "third", output: "third" },
    { name: "missing", output: expect.stringContaining("no-such-command-of-anyone") },
  ]);
});

test("two run at a time, and no more", async () => {
  const folder = await mkdtemp(join(tmpdir(), "stytch-check-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = (text: string) => `process.chdir(${JSON.stringify(folder)});
    const { existsSync: is, writeFileSync: write } = require("node:fs");
    const after = (name, then) => setTimeout(() => (is(name) ? then() : after(name, then)), 5);
    ${text}`;
  const failed = await runTwoAtATime([
    // It comes to its end only beside the second, and fails if the third joins them within a second.
    step(
      "first",
      program(`after("second", () => setTimeout(() => {
        process.exitCode = is("third") ? 1 : 0;
        write("first", "");
      }, 1_000));`),
    ),
    step("second", program(`write("second", ""); after("first", () => {});`)),
    step("third", program(`write("third", "");`)),
  ]);
  expect(failed).toEqual([]);
  expect(existsSync(join(folder, "third"))).toBe(true);
});
