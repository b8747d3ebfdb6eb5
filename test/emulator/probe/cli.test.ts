import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { HABITS, type HabitName } from "../../../emulator/src/habits/table.ts";
import type { Emulator } from "../../../emulator/src/index.ts";
import { QUESTIONS } from "../../../emulator/src/probe/questions/index.ts";
import { CLIENTS, readResponse, SEARCH } from "../_api.ts";
import { buildCli, readReadyLine, runCli, serveCli, startCli } from "../_cli.ts";
import { send, startEmulator, temporaryFolder } from "../_server.ts";

beforeAll(buildCli, 60_000);

/** Arguments for a probe that asks these questions only: a whole one takes 20 seconds. */
function argumentsFor({ projects }: Emulator, folder: string, asked: HabitName[]): string[] {
  const { url, projectId, secret } = projects.consumer;
  const others = QUESTIONS.map(({ habit }) => habit).filter((habit) => !asked.includes(habit));
  const habits = Object.fromEntries(others.map((habit) => [habit, HABITS[habit].default]));
  const [secretFile, resume] = [join(folder, "secret"), join(folder, "known.json")];
  writeFileSync(secretFile, secret);
  writeFileSync(resume, JSON.stringify({ habits }));
  return [
    "probe",
    "--url",
    url,
    "--project-id",
    projectId,
    "--secret-file",
    secretFile,
    "--resume",
    resume,
  ];
}

async function clientNames(emulator: Emulator): Promise<unknown> {
  const { body } = await readResponse(await send(emulator, "POST", SEARCH, {}));
  return body.connected_apps;
}

async function untilClient(emulator: Emulator): Promise<void> {
  await expect.poll(() => clientNames(emulator), { interval: 20, timeout: 10_000 }).toHaveLength(1);
}

describe("stytch-emulator probe", () => {
  it("writes what --habits reads, and ends with 3 where something differs", async () => {
    const emulator = await startEmulator({
      habits: { url_list_order: "sorted", search_total: "minus_one" },
    });
    const folder = temporaryFolder();
    const output = join(folder, "habits.json");
    const args = argumentsFor(emulator, folder, ["url_list_order", "search_total"]);
    const { code, stdout, stderr } = await runCli(...args, "--output", output);
    expect(code).toBe(3);
    expect(stdout).toContain("different  url_list_order");
    expect(stderr).toMatch(
      /^stytch-emulator: asks 2 questions: at most 6 requests, 5 a second, and 1 client, within 300 seconds/,
    );

    const again = serveCli("--port", "0", "--json", "--habits", output);
    const { url } = readReadyLine(await again.ready).projects.consumer;
    const text = await (await fetch(`${url}/_emulator/habits`)).text();
    expect(text).toContain('"minus_one"');
    expect(JSON.parse(readFileSync(output, "utf8")).habits).toMatchObject({
      url_list_order: "sorted",
      search_total: "minus_one",
    });
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "on %s deletes its clients and ends with 1",
    async (signal) => {
      const emulator = await startEmulator({ habits: { get_lag_seconds: 600 } });
      const cli = startCli(...argumentsFor(emulator, temporaryFolder(), ["get_lag_seconds"]));
      await untilClient(emulator);
      cli.process.kill(signal);
      const { code, stdout } = await cli.finished;
      expect(code).toBe(1);
      expect(stdout).toContain("the run was interrupted");
      expect(await clientNames(emulator)).toEqual([]);
    },
  );

  it("after it was killed, begins with what was left", async () => {
    const emulator = await startEmulator({ habits: { get_lag_seconds: 600 } });
    const folder = temporaryFolder();
    const cli = startCli(...argumentsFor(emulator, folder, ["get_lag_seconds"]));
    await untilClient(emulator);
    cli.process.kill("SIGKILL");
    await cli.finished;
    await delay(50);
    expect(await clientNames(emulator)).toHaveLength(1);

    await send(emulator, "POST", CLIENTS, { client_type: "third_party", client_name: "mine" });
    const { code, stderr } = await runCli(...argumentsFor(emulator, folder, ["search_total"]));
    expect(code).toBe(0);
    expect(stderr).toContain("deleted 1 client that an earlier run had left");
    expect(await clientNames(emulator)).toMatchObject([{ client_name: "mine" }]);
  });

  it.each([
    [["--rate", "6"], /from 1 to 5/],
    [["--timeout", "0"], /from 10 to 3600/],
    [["--secret", "secret-test-abc"], /STYTCH_SECRET/],
    [["--secret=abc"], /STYTCH_SECRET/],
    [["--resume", "/nowhere/habits.json"], /--resume \/nowhere\/habits.json/],
  ])("with %j ends with 2 and one line", async (args, message) => {
    const { code, stdout, stderr } = await runCli("probe", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).not.toMatch(/abc/);
  });

  it("--help says the exit codes", async () => {
    const { code, stdout } = await runCli("probe", "--help");
    expect(code).toBe(0);
    for (const option of [
      "project-id",
      "secret-file",
      "url",
      "rate",
      "timeout",
      "output",
      "resume",
      "json",
    ]) {
      expect(stdout).toContain(`--${option}`);
    }
    expect(stdout).toMatch(/Exit code: 0 .*, 3 .*, 1 .*, 2/s);
  });
});
