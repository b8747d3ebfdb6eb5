import { expect, it } from "vitest";
import { reasonOf } from "../../../examples/fleet/src/fleet-error.ts";
import { pulumiCli } from "../../../examples/fleet/src/pulumi-cli.ts";

it("a command of Pulumi that failed is told in its own words, once", () => {
  const command = "Command failed with exit code 1: pulumi up --yes --client=127.0.0.1:1";
  const reason = "error: get stack secrets manager: incorrect passphrase";
  const report = `code: -2\n stdout: \n stderr: ${command}\n${reason}\n err?: Error: ${command}\n${reason}\n`;
  expect(reasonOf(new Error(report))).toBe(reason);
});

it.each([
  ["what is no report of a command", new Error("lost\nerror: x"), "lost\nerror: x"],
  ["a report without a reason", new Error("code: 1\n stdout: \n"), "code: 1\n stdout: \n"],
  ["what is no error", "lost", "lost"],
])("%s is told as it is", (_, error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});

it("a machine without Pulumi is told what to install", async () => {
  const cli = pulumiCli(import.meta.dirname, { PATH: import.meta.dirname });
  await expect(cli.stacks()).rejects.toThrow("There is no pulumi on PATH; install it");
});
