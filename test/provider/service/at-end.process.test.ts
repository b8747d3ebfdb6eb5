import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const BUILT = fileURLToPath(new URL("../../../provider/dist/service/at-end.js", import.meta.url));

/** A process of its own, which says "ready" and what it does at its end. */
async function processWith(rest: string) {
  const script = `
    require(${JSON.stringify(BUILT)}).atEnd(() => console.log("at end"));
    ${rest}
    console.log("ready");
  `;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const printed = text(child.stdout);
  const ended = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), ended]);
  return { child, printed, ended };
}

const STAY = "setInterval(() => {}, 1000);";

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s runs the action, then ends the process as ever",
  async (signal) => {
    const { child, printed, ended } = await processWith(STAY);
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    expect(await printed).toBe("ready\nat end\n");
  },
);

test("the end of all work runs it once", async () => {
  const { printed, ended } = await processWith("");
  expect(await ended).toEqual([0, null]);
  expect(await printed).toBe("ready\nat end\n");
});

test("what others do at a signal is left to them", async () => {
  const others = 'process.on("SIGINT", () => { console.log("others"); process.exit(3); });';
  const { child, printed, ended } = await processWith(`${STAY}${others}`);
  child.kill("SIGINT");
  expect(await ended).toEqual([3, null]);
  expect(await printed).toBe("ready\nat end\nothers\n");
});
