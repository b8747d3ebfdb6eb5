import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildCli, runCli, startCli } from "./_cli.ts";
import { temporaryFolder } from "./_server.ts";

beforeAll(buildCli, 60_000);

const SEARCH = "/v1/connected_apps/clients/search";

/** Prints what a program of Node.js sees that the emulator runs. */
function program(text: string): string[] {
  return [process.execPath, "--input-type=module", "--eval", text];
}

describe("stytch-emulator run", () => {
  it("runs a command whose variables give access to the consumer project, then ends", async () => {
    const { code, stdout, stderr } = await startCli(
      "run",
      "--",
      ...program(`
        const { STYTCH_API_URL: url, STYTCH_PROJECT_ID: id, STYTCH_SECRET: secret } = process.env;
        const authorization = "Basic " + btoa(id + ":" + secret);
        const { status } = await fetch(url + "${SEARCH}", { method: "POST", headers: { authorization }, body: "{}" });
        console.log(JSON.stringify({ url, id, status, lag: process.env.STYTCH_READ_LAG_SECONDS }));`),
    ).finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const seen = JSON.parse(stdout);
    expect(seen).toMatchObject({ status: 200, lag: "0", id: expect.stringContaining("c001") });
    await expect(fetch(seen.url)).rejects.toThrow();
  });

  it("--b2b points it to the B2B project", async () => {
    const print = program("console.log(process.env.STYTCH_PROJECT_ID)");
    const { stdout } = await startCli("run", "--b2b", "--", ...print).finished;
    expect(stdout).toMatch(/^project-test-.*b2b1\n$/);
  });

  it("leaves the options behind the command to it, and keeps its exit code", async () => {
    const print = program("console.log(process.argv.at(-1)); process.exitCode = 7");
    const { code, stdout } = await startCli("run", ...print, "--", "--port").finished;
    expect({ code, stdout }).toEqual({ code: 7, stdout: "--port\n" });
  });

  it("takes the emulator's options before its name", async () => {
    const file = join(temporaryFolder(), "state.json");
    const nothing = program("");
    expect((await startCli("--state", file, "run", "--", ...nothing).finished).code).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  it("passes SIGTERM on, and ends when the command does", async () => {
    const wait = program(`process.once("SIGTERM", () => process.exit(3));
      setInterval(() => {}, 1000);
      console.log("waiting");`);
    const cli = startCli("run", "--", ...wait);
    await cli.ready;
    cli.process.kill("SIGTERM");
    expect((await cli.finished).code).toBe(3);
  });

  it("ends with 128 and the number of the signal that ended the command", async () => {
    const dying = program(`process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);`);
    expect((await startCli("run", "--", ...dying).finished).code).toBe(128 + 9);
  });

  it("says that a command is not there, and ends with 127", async () => {
    const { code, stderr } = await startCli("run", "--", "no-such-command").finished;
    expect(code).toBe(127);
    expect(stderr).toContain("no-such-command cannot be started");
    expect(stderr).toContain("PATH");
  });

  it.each([
    [["run"], "missing required argument 'command'"],
    [["run", "--state", "x", "--", "true"], "unknown option '--state': options of the emulator"],
    [["--json", "run", "--", "true"], "--json has no effect with run"],
    [["run", "--", "echo", "secret-test-value"], "secrets are not accepted"],
  ])("refuses %j with 2 and one line", async (args, problem) => {
    const { code, stdout, stderr } = await runCli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(problem);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
