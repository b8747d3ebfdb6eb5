import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { atEnd } from "../../../provider/src/engine/at-end.ts";

const BUILT = fileURLToPath(new URL("../../../provider/dist/engine/at-end.js", import.meta.url));

/** A process of its own, which says "ready" and what it does at its end. */
async function processWith(rest: string) {
  const script = `
    require(${JSON.stringify(BUILT)}).atEnd(() => console.log("at end"));
    ${rest}
    console.log("ready");
  `;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const printed = text(child.stdout);
  await once(child.stdout, "data");
  const ended = once(child, "exit");
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

describe.each(["SIGINT", "SIGTERM"])("%s", (signal) => {
  function scene() {
    const ending = Object.assign(new EventEmitter(), { pid: 7, kill: vi.fn() });
    const action = vi.fn();
    atEnd(action, ending);
    return { ending, action };
  }

  test("is sent again where nobody else listens, since a listener keeps it from ending", () => {
    const { ending, action } = scene();
    ending.emit(signal);
    expect(action).toHaveBeenCalledTimes(1);
    expect(ending.kill.mock.calls).toEqual([[7, signal]]);
  });

  test("is not sent again to others that listen and take their time", () => {
    const { ending, action } = scene();
    ending.on(signal, () => {});
    ending.emit(signal);
    expect(action).toHaveBeenCalledTimes(1);
    expect(ending.kill).not.toHaveBeenCalled();
  });

  test("and then the exit run the action once", () => {
    const { ending, action } = scene();
    ending.emit(signal);
    ending.emit("exit");
    expect(action).toHaveBeenCalledTimes(1);
  });
});

test("the exit alone runs the action once", () => {
  const ending = Object.assign(new EventEmitter(), { pid: 7, kill: vi.fn() });
  const action = vi.fn();
  atEnd(action, ending);
  ending.emit("exit");
  ending.emit("exit");
  expect(action).toHaveBeenCalledTimes(1);
  expect(ending.kill).not.toHaveBeenCalled();
});
