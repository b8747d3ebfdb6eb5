import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { isRunning } from "../../../tools/torture/killing.ts";
import { endLeftOver, markProcesses } from "../../../tools/torture/marked.ts";
import { CAN_SEE_PROCESSES } from "../../e2e/_processes.ts";

/** Starts a process in a group of its own, as the engine starts providers, and tells its number. */
const CHILD = `
  const { spawn } = require("node:child_process");
  const args = ["-e", "setInterval(() => {}, 1e6)"];
  console.log(spawn(process.execPath, args, { detached: true, stdio: "ignore" }).pid);
  process.kill(process.pid, "SIGKILL");
`;

/** The number of a process whose parent was killed. */
async function orphan(env: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(process.execPath, ["-e", CHILD], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [[line]] = await Promise.all([once(child.stdout, "data"), once(child, "exit")]);
  const pid = Number(String(line));
  onTestFinished(() => {
    if (isRunning(pid)) process.kill(pid, "SIGKILL");
  });
  return pid;
}

describe.runIf(CAN_SEE_PROCESSES)("the processes of a torture", () => {
  it("end with it, those that have lost their parent too, and no others", async () => {
    const [ours, others] = [markProcesses(), markProcesses()];
    const [one, other] = [await orphan(ours.env), await orphan(others.env)];
    expect([isRunning(one), isRunning(other)]).toEqual([true, true]);
    expect(ours.end()).toEqual([expect.stringContaining("setInterval")]);
    await expect.poll(() => isRunning(one)).toBe(false);
    expect(isRunning(other)).toBe(true);
    others.end();
    await expect.poll(() => isRunning(other)).toBe(false);
  });

  it("of a torture that was killed are ended by the next one, and no others", async () => {
    const ours = markProcesses();
    const [name = "", mark = ""] = Object.entries(ours.env)[0] ?? [];
    // A torture of the same number that began at another time.
    const [pid, , rest] = mark.split(":");
    const [living, left] = [await orphan(ours.env), await orphan({ [name]: `${pid}:1:${rest}` })];
    expect(endLeftOver()).toEqual([expect.stringContaining("setInterval")]);
    await expect.poll(() => isRunning(left)).toBe(false);
    expect(isRunning(living)).toBe(true);
    ours.end();
    await expect.poll(() => isRunning(living)).toBe(false);
  });
});
