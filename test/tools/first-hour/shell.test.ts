import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { Shell } from "../../../tools/first-hour/shell.ts";

function shell(): Shell {
  const started = new Shell(tmpdir(), process.env);
  onTestFinished(() => started.close());
  return started;
}

test("keeps folder and variables from one command to the next", async () => {
  const reader = shell();
  await reader.run("cd / && true");
  await reader.run("export NAME=value");
  expect(await reader.run('echo "$PWD $NAME"')).toMatchObject({ code: 0, output: "/ value\n" });
});

test("gives the exit code and all output of a command that fails", async () => {
  const ran = await shell().run("(echo said; echo complained >&2; exit 3)");
  expect(ran).toMatchObject({ code: 3, output: expect.stringContaining("complained") });
  expect(ran.output).toContain("said");
});

test("times each command by itself", async () => {
  const reader = shell();
  expect((await reader.run("sleep 1")).seconds).toBeGreaterThanOrEqual(0.9);
  const { seconds, output } = await reader.run("true");
  expect({ isShorter: seconds < 0.9, output }).toEqual({ isShorter: true, output: "" });
});

test("gives a command that asks no answer", async () => {
  const reader = shell();
  expect(await reader.run("read answer")).toMatchObject({ code: 1 });
  expect(await reader.run("echo next")).toMatchObject({ output: "next\n" });
});

test("a command that ends the shell has failed", async () => {
  expect((await shell().run("exit 0")).code).toBe(1);
});
