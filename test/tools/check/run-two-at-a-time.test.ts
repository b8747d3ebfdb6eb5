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
  const inFolder = `process.chdir(${JSON.stringify(folder)}); const fs = require("node:fs");`;
  // Each of the first two ends only once the other one runs too.
  const meet = (own: string, other: string) => `${inFolder} fs.writeFileSync("${own}", "");
    const timer = setInterval(() => {
      if (!fs.existsSync("${other}")) return;
      clearInterval(timer);
      fs.writeFileSync("ended-${own}", "");
    }, 5);`;
  const third = `${inFolder}
    if (!fs.readdirSync(".").some((name) => name.startsWith("ended"))) process.exitCode = 1;`;
  const steps = [step("a", meet("a", "b")), step("b", meet("b", "a")), step("c", third)];
  expect(await runTwoAtATime(steps)).toEqual([]);
});
