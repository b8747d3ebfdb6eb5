import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CLIENTS, readResponse, SEARCH } from "./_api.ts";
import { buildCli, readReadyLine, runCli, serveCli, startCli } from "./_cli.ts";
import { send, setFault, startEmulator, temporaryFolder, untilStruck } from "./_server.ts";

describe("stytch-emulator", () => {
  beforeAll(buildCli, 60_000);
  it.each(["SIGTERM", "SIGINT"] as const)(
    "--json prints one line, serves, and ends with 0 on %s",
    async (signal) => {
      const cli = startCli("--port", "0", "--json");
      const emulator = readReadyLine(await cli.ready);
      expect((await send(emulator, "GET", "/v1/debug/whoami")).status).toBe(200);
      cli.process.kill(signal);
      const { code, stdout, stderr } = await cli.finished;
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    },
  );

  it("w/o --json prints lines to paste into a shell", async () => {
    const cli = serveCli("--port=0");
    await cli.ready;
    cli.interrupt();
    const { stdout } = await cli.finished;
    expect(stdout).toMatch(/^ *export STYTCH_API_URL=http:\/\/127\.0\.0\.1:\d+$/m);
    expect(stdout).toMatch(/^ *export STYTCH_PROJECT_ID=project-test-[0-9a-f-]{36}$/m);
    expect(stdout).toMatch(/^ *export STYTCH_SECRET=secret-test-\S+$/m);
  });

  it("--state survives a restart", async () => {
    const file = join(temporaryFolder(), "state.json");
    const first = serveCli("--port", "0", "--json", "--state", file);
    const body = { client_type: "first_party", client_name: "kept" };
    const created = await send(readReadyLine(await first.ready), "POST", CLIENTS, body);
    expect(created.status).toBe(200);
    first.interrupt();
    await first.finished;

    const second = serveCli("--port", "0", "--json", "--state", file);
    const found = await send(readReadyLine(await second.ready), "POST", SEARCH, {});
    expect((await readResponse(found)).body).toMatchObject({
      connected_apps: [{ client_name: "kept" }],
    });
  });

  it("--state with a corrupt file ends with 1 and leaves the file", async () => {
    const file = join(temporaryFolder(), "state.json");
    writeFileSync(file, "corrupt");
    const { code, stdout, stderr } = await runCli("--port", "0", "--state", file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(file);
    expect(readFileSync(file, "utf8")).toBe("corrupt");
  });

  it("--seed is there from the start, and seed prints it as YAML or JSON", async () => {
    const file = join(temporaryFolder(), "seed.yaml");
    const secret = "correct horse battery";
    const client = `{ client_type: first_party, client_name: Web, client_secret: ${secret} }`;
    writeFileSync(file, `consumer: { clients: [${client}] }\n`);
    const cli = serveCli("--port", "0", "--json", "--seed", file);
    const { url } = readReadyLine(await cli.ready).projects.b2b;
    const printed = await runCli("seed", "--url", url);
    expect(printed).toMatchObject({ code: 0, stderr: "" });
    expect(printed.stdout).toContain("      client_name: Web\n");
    expect(printed.stdout).not.toContain(secret);
    const shown = await runCli("seed", "--url", url, "--json", "--with-secrets");
    expect(JSON.parse(shown.stdout).consumer.clients).toMatchObject([{ client_secret: secret }]);
  });

  it.each([
    ["consumer: {clients: [{client_type: x}]}", 2, "consumer.clients[0].client_type: must be one"],
    ["consumer: [", 2, "is not valid YAML: look at line 1, column"],
    ["consumer: {users: [{email: x}]}", 1, "consumer.users[0]: invalid_email"],
  ])("--seed with %s starts nothing and ends in one line", async (text, code, problem) => {
    const file = join(temporaryFolder(), "seed.yaml");
    writeFileSync(file, text);
    const finished = await runCli("--port", "0", "--seed", file);
    expect(finished).toMatchObject({ code, stdout: "" });
    expect(finished.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(finished.stderr).toContain(problem);
  });

  it.each([
    ["--seed", "--port", "0", "--seed", "/nowhere/seed.yaml"],
    ["--url", "seed", "--url", "http://127.0.0.1:9"],
    ["--url", "seed", "--url", "nowhere"],
  ])("blames %s for %s %s %s with one line and ends with 2", async (blamed, ...args) => {
    const { code, stdout, stderr } = await runCli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(blamed);
  });

  it("--live emulates live projects, with their stricter rules", async () => {
    const cli = serveCli("--port", "0", "--json", "--live");
    const emulator = readReadyLine(await cli.ready);
    expect(emulator.projects.consumer.projectId).toMatch(/^project-live-/);
    const body = { client_type: "first_party", redirect_urls: ["http://localhost/callback"] };
    expect((await send(emulator, "POST", CLIENTS, body)).status).toBe(400);
  });

  it("names its pages when it is ready", async () => {
    const cli = serveCli("--port=0");
    await cli.ready;
    cli.interrupt();
    const { stdout } = await cli.finished;
    expect(stdout).toMatch(/^In a browser: http:\/\/127\.0\.0\.1:\d+\/_emulator\/ and http/m);
  });

  it("--rate-limit and --latency-ms take effect", async () => {
    const cli = serveCli("--port", "0", "--json", "--rate-limit", "1", "--latency-ms", "20");
    const emulator = readReadyLine(await cli.ready);
    const start = performance.now();
    const requests = [1, 2, 3].map(() => send(emulator, "GET", "/v1/debug/whoami"));
    const statuses = (await Promise.all(requests)).map((response) => response.status);
    expect(performance.now() - start).toBeGreaterThanOrEqual(19);
    expect(statuses).toContain(429);
  });

  it("ends at once although a delayed response is due in a minute", async () => {
    const cli = startCli("--port", "0", "--json", "--latency-ms", "60000");
    const emulator = readReadyLine(await cli.ready);
    const { url } = emulator.projects.consumer;
    await setFault(url, { latencyMs: 1 });
    const failed = expect(send(emulator, "GET", "/v1/debug/whoami")).rejects.toThrow();
    await untilStruck(url);
    cli.process.kill("SIGTERM");
    await failed;
    expect((await cli.finished).code).toBe(0);
  });

  it("on a taken port ends with 1 and one line that names the port", async () => {
    const { port } = new URL((await startEmulator()).projects.consumer.url);
    const { code, stderr } = await runCli("--port", port);
    expect(code).toBe(1);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(port);
  });

  it("on an address that others can reach warns", async () => {
    const cli = serveCli("--port", "0", "--host", "0.0.0.0", "--json");
    readReadyLine(await cli.ready);
    cli.interrupt();
    const { code, stderr } = await cli.finished;
    expect(code).toBe(0);
    expect(stderr).toContain("--host 0.0.0.0");
  });

  it("--help names every option", async () => {
    const { code, stdout } = await runCli("--help");
    expect(code).toBe(0);
    for (const option of [
      "port",
      "host",
      "allow-host",
      "state",
      "seed",
      "live",
      "latency-ms",
      "rate-limit",
      "json",
      "version",
    ]) {
      expect(stdout).toContain(`--${option}`);
    }
  });

  it("--version prints the version of the package", async () => {
    const { code, stdout } = await runCli("--version");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("names the option nearest to an unknown one", async () => {
    const { code, stderr } = await runCli("--prot", "4110");
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean --port?");
  });

  it("says which values an option takes", async () => {
    const { stderr } = await runCli("--latency-ms", "1.5");
    expect(stderr).toContain("Use a whole number from 0 to 600000");
  });

  it.each([
    ["--port", "--port"],
    ["--port", "--port", "abc"],
    ["--port", "--port", "65535"],
    ["--port", "--port", "-1"],
    ["--port", "--port="],
    ["--latency-ms", "--latency-ms", "1.5"],
    ["--rate-limit", "--rate-limit", "0"],
    ["--state", "--state"],
    ["--json", "--json=yes"],
    ["--prot", "--prot", "4110"],
    ["-p", "-p", "4110"],
    ["4110", "4110"],
    ["there is no command prob; did you mean probe?", "prob"],
    ["there is no command sing", "sing"],
    ["--allow-host", "--allow-host="],
  ])("blames %s for %s %s with one line and ends with 2", async (blamed, ...args) => {
    const { code, stdout, stderr } = await runCli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^stytch-emulator: [^\n]+\n$/);
    expect(stderr).toContain(blamed);
    expect(stderr).toContain("see stytch-emulator --help");
  });

  it("points a wrong option of a command to the help of that command", async () => {
    const { stderr } = await runCli("probe", "--rate", "9");
    expect(stderr).toContain("see stytch-emulator probe --help");
  });
});
