import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { REPOSITORY } from "../../e2e/_process.ts";

const MODULE = join(REPOSITORY, "examples/fleet/src/stop.ts");

/** Says what a signal made of it; nothing else would end it. */
const PROGRAM = `
const { stopOnSignals } = await import(${JSON.stringify(MODULE)});
const stop = stopOnSignals();
const timer = setInterval(() => {
  if (!stop.isAsked) return;
  console.log("asked to stop, engines", stop.signal.aborted ? "too" : "not");
  clearInterval(timer);
}, 10);
console.log("ready");
`;

it.each(["SIGINT", "SIGTERM"] as const)(
  "a run that gets %s in CI asks its engines to end, and lives until they have",
  async (signal) => {
    const child = execa(process.execPath, ["--input-type=module", "-e", PROGRAM], {
      stdin: "ignore",
      reject: false,
    });
    for await (const line of child) {
      if (line === "ready") child.kill(signal);
    }
    const { stdout, exitCode } = await child;
    expect(stdout).toBe("ready\nasked to stop, engines too");
    expect(exitCode).toBe(0);
  },
);
