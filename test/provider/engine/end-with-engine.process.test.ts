import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const BUILT = fileURLToPath(new URL("../../../provider/dist/engine/index.js", import.meta.url));
const SERVER = "cmd/dynamic-provider/index.js";

/** A program that loads the package and goes on, as the SDK's server of dynamic providers does. */
async function programAt(path: string, input: "pipe" | "ignore", more = "") {
  const folder = mkdtempSync(join(tmpdir(), "end-with-engine-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  const text = `require(${JSON.stringify(BUILT)}); ${more}; setInterval(() => {}, 1e6); console.log("ready");`;
  writeFileSync(file, text);
  const child = spawn(process.execPath, [file], { stdio: [input, "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  await Promise.race([once(child.stdout as Readable, "data"), ended]);
  return { child, ended, stays: () => Promise.race([ended, delay(1_000).then(() => "stays")]) };
}

test("the provider's process ends once the engine is gone", async () => {
  const { child, ended, stays } = await programAt(SERVER, "pipe");
  expect(await stays()).toBe("stays");
  child.stdin?.end();
  expect(await ended).toEqual([null, "SIGTERM"]);
});

test("others that do something at its end have the time for it", async () => {
  const others = `process.on("SIGTERM", () => setTimeout(() => process.exit(3), 10))`;
  const { child, ended } = await programAt(SERVER, "pipe", others);
  child.stdin?.end();
  expect(await ended).toEqual([3, null]);
});

test("a provider that a person serves without an input goes on", async () => {
  const { stays } = await programAt(SERVER, "ignore");
  expect(await stays()).toBe("stays");
});

test("another program that loads the package goes on when its input ends", async () => {
  const { child, stays } = await programAt("program/index.js", "pipe");
  child.stdin?.end();
  expect(await stays()).toBe("stays");
});
