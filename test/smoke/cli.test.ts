import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { CHECK_IDS } from "../../smoke/src/index.ts";
import { buildCli, environmentOf, outputsOf, runCli, startCli } from "./_cli.ts";
import { openScene } from "./_harness.ts";
import { makePerson } from "./_people.ts";
import { watchScene } from "./_state.ts";

beforeAll(buildCli);

const reportSchema = z.object({
  outcome: z.string(),
  reports: z.array(
    z.object({
      app: z.object({ name: z.string() }),
      checks: z.array(z.object({ id: z.string(), outcome: z.string() })),
    }),
  ),
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "smoke-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("stytch-smoke", () => {
  test("w/ outputs on standard input: a line for each check, exit code 0", async () => {
    const scene = await openScene();
    const { code, stdout, stderr } = await runCli(["--outputs", "-", "--temporary-subject"], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    for (const id of CHECK_IDS) expect(stdout).toMatch(new RegExp(`^ {2}[✓-] ${id}: `, "m"));
    expect(stdout).toMatch(/^passed: 19 passed, 0 failed, 2 skipped; [\d.]+ s, \d+ requests$/m);
    expect(stdout).not.toContain("\x1b");
    expect(stdout).not.toContain("\r");
  });

  test("w/ outputs in a file, the plain pair and a person: exit code 0", async () => {
    const scene = await openScene({ vertical: "b2b", clientType: "third_party" });
    const person = await makePerson(scene);
    const file = join(temporaryFolder(), "outputs.json");
    const { clientId, clientSecret } = scene.target.app;
    writeFileSync(file, JSON.stringify({ clientId, clientSecret }));
    const { code, stdout } = await runCli(["--outputs", file, "--format", "json"], {
      env: {
        ...environmentOf(scene),
        STYTCH_SMOKE_EMAIL: person.email,
        STYTCH_SMOKE_PASSWORD: person.password,
        STYTCH_SMOKE_ORGANIZATION_ID: person.organizationId,
      },
    });
    expect(code).toBe(0);
    const { outcome, reports } = reportSchema.parse(JSON.parse(stdout));
    expect(outcome).toBe("passed");
    expect(reports.map(({ app }) => app.name)).toEqual(["default"]);
  });

  test("w/ a bent server: exit code 1, reason and advice", async () => {
    const scene = await openScene();
    await scene.control("PUT", "/bends", ["nonce_missing"]);
    const { code, stdout } = await runCli(["--outputs", "-", "--temporary-subject"], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ id-token-claims: .*\n +The ID token does not carry.*\n +→ Do not/);
  });

  test("w/ flags instead of outputs", async () => {
    const scene = await openScene({ clientType: "first_party_public" });
    const args = ["--client-id", scene.target.app.clientId, "--client-type", "first_party_public"];
    const more = ["--temporary-subject", "--only", "discovery,token", "--format", "json"];
    const { code, stdout } = await runCli([...args, ...more], { env: environmentOf(scene) });
    expect(code).toBe(0);
    const ids = reportSchema.parse(JSON.parse(stdout)).reports[0]?.checks.map(({ id }) => id);
    expect(ids).toEqual([
      ...["credentials", "client-registered", "discovery", "subject"],
      ...["authorize-start", "authorize", "token"],
    ]);
  });

  test("w/ --skip leaves out the check and what needs it", async () => {
    const scene = await openScene();
    const args = ["--outputs", "-", "--temporary-subject", "--skip", "token", "--format", "json"];
    const { code, stdout } = await runCli(args, {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    expect(code).toBe(0);
    const checks = reportSchema.parse(JSON.parse(stdout)).reports[0]?.checks ?? [];
    expect(checks.find(({ id }) => id === "token")).toBeUndefined();
    expect(checks.find(({ id }) => id === "refresh")?.outcome).toBe("skipped");
  });

  test("w/ the state of a stack, --stack and --cwd", async () => {
    const scene = await openScene();
    const folder = temporaryFolder();
    const pulumi = join(folder, "pulumi");
    const script = `#!/bin/sh\necho "$@" > "${folder}/args"\ncat "${folder}/outputs.json"\n`;
    writeFileSync(join(folder, "outputs.json"), JSON.stringify(outputsOf(scene)));
    writeFileSync(pulumi, script);
    chmodSync(pulumi, 0o755);
    const args = ["--stack", "dev", "--cwd", "infra", "--only", "credentials"];
    const { code, stderr } = await runCli(args, {
      env: { ...environmentOf(scene), PATH: `${folder}${delimiter}${process.env.PATH}` },
    });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "args"), "utf8").trim()).toBe(
      "stack export --non-interactive --stack dev --cwd infra",
    );
  });

  test("w/ several apps asks which, and takes --app and --all", async () => {
    const scene = await openScene();
    const { web } = outputsOf(scene);
    const input = JSON.stringify({ web, partner: web });
    const env = environmentOf(scene);
    const common = ["--outputs", "-", "--only", "credentials", "--format", "json"];
    const unclear = await runCli(common, { env, input });
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toMatch(/Which app\? Give --app or --all; there are web, partner\./);
    const named = await runCli([...common, "--app", "partner"], { env, input });
    const all = await runCli([...common, "--all"], { env, input });
    const names = (text: string) =>
      reportSchema.parse(JSON.parse(text)).reports.map(({ app }) => app.name);
    expect(names(named.stdout)).toEqual(["partner"]);
    expect(names(all.stdout)).toEqual(["web", "partner"]);
  });

  test.for(["pretty", "json", "junit", "github"])(
    "w/ --output writes %s to a file",
    async (format) => {
      const scene = await openScene();
      const file = join(temporaryFolder(), "report");
      const args = [
        "--outputs",
        "-",
        "--only",
        "credentials",
        "--format",
        format,
        "--output",
        file,
      ];
      const { code, stdout } = await runCli(args, {
        env: environmentOf(scene),
        input: JSON.stringify(outputsOf(scene)),
      });
      expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
      expect(readFileSync(file, "utf8")).toMatch(/credentials|1 passed/);
    },
  );

  test("w/ several formats writes them all, beside the pretty text and a job's summary", async () => {
    const scene = await openScene();
    await scene.control("PUT", "/bends", ["nonce_missing"]);
    const folder = temporaryFolder();
    const [xml, json, summary] = ["reports/smoke.xml", "smoke=.json", "summary.md"].map((name) =>
      join(folder, name),
    );
    writeFileSync(summary ?? "", "## Before");
    const formats = ["--format", `junit=${xml}`, "--format", `json=${json}`];
    const { code, stdout, stderr } = await runCli(
      ["--outputs", "-", "--temporary-subject", ...formats],
      {
        env: { ...environmentOf(scene), GITHUB_STEP_SUMMARY: summary },
        input: JSON.stringify(outputsOf(scene)),
      },
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^ {2}✗ id-token-claims: /m);
    const read = (path = "") => readFileSync(path, "utf8");
    expect(read(xml)).toContain('failures="1"');
    expect(reportSchema.parse(JSON.parse(read(json))).outcome).toBe("failed");
    expect(read(summary)).toMatch(/^## Before\n## Smoke test: failed\n/);
    expect(read(summary)).toMatch(/`id-token-claims` failed\*\*: The ID token.*\n {2}- Remedy: Do/);
    expect(read(summary)).not.toContain(scene.target.secret);
  });

  test("w/ a format beside one with a file: the former on standard output alone", async () => {
    const scene = await openScene();
    const xml = join(temporaryFolder(), "smoke.xml");
    const args = ["--format", `junit=${xml}`, "--format", "json", "--only", "credentials"];
    const { code, stdout } = await runCli(["--outputs", "-", ...args], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    expect(code).toBe(0);
    expect(reportSchema.parse(JSON.parse(stdout)).outcome).toBe("passed");
    expect(readFileSync(xml, "utf8")).toContain("<testsuite ");
  });

  test("w/ a summary that cannot be written says so, and ends as it would", async () => {
    const scene = await openScene();
    const { code, stderr } = await runCli(["--outputs", "-", "--only", "credentials"], {
      env: { ...environmentOf(scene), GITHUB_STEP_SUMMARY: "/nowhere/summary.md" },
      input: JSON.stringify(outputsOf(scene)),
    });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^stytch-smoke: GITHUB_STEP_SUMMARY: .* cannot be written; no summary$/m,
    );
  });

  test("w/ a report that cannot be written sends nothing: exit code 2", async () => {
    const scene = await openScene();
    for (const flags of [
      ["--output", tmpdir()],
      ["--format", "junit=/dev/null/a.xml"],
    ]) {
      const { code, stderr } = await runCli(["--outputs", "-", "--only", "credentials", ...flags], {
        env: environmentOf(scene),
        input: JSON.stringify(outputsOf(scene)),
      });
      expect(code).toBe(2);
      expect(stderr).toMatch(/cannot be written\n$/);
    }
    const stats = z.object({ total: z.number() }).parse(await scene.control("GET", "/stats"));
    expect(stats.total).toBe(0);
  });

  test("w/o a server: exit code 3, and no word of a failure", async () => {
    const scene = await openScene();
    await scene.emulator.close();
    const { code, stdout } = await runCli(
      ["--outputs", "-", "--temporary-subject", "--retries", "0"],
      { env: environmentOf(scene), input: JSON.stringify(outputsOf(scene)) },
    );
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^ {2}\? credentials: .*\n +GET .*: could not connect to 127\.0\.0\.1:\d+ /m,
    );
    expect(stdout).toMatch(/^inconclusive: 0 passed, 0 failed, 1 inconclusive, 20 skipped;/m);
  });

  test("w/ --list prints the checks; --help and --version too need no target", async () => {
    const list = await runCli(["--list"]);
    expect(list.code).toBe(0);
    expect(list.stdout.split("\n").map((line) => line.split(" ")[0])).toEqual([...CHECK_IDS, ""]);
    const help = await runCli(["--help"]);
    expect(help.stdout).toMatch(/^Usage: stytch-smoke/);
    expect(Math.max(...help.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(
      100,
    );
    expect((await runCli(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.for<[string, string]>([
    ["--secret", "STYTCH_SECRET"],
    ["--client-secret", "STYTCH_CLIENT_SECRET"],
    ["--session-token", "STYTCH_SMOKE_SESSION_TOKEN"],
    ["--session-jwt", "STYTCH_SMOKE_SESSION_JWT"],
    ["--password", "STYTCH_SMOKE_PASSWORD"],
    ["--oauth-token", "STYTCH_SMOKE_OAUTH_TOKEN"],
  ])("refuses %s and names %s", async ([flag, variable]) => {
    for (const args of [[flag, "top-secret-value"], [`${flag}=top-secret-value`]]) {
      const { code, stderr } = await runCli(args);
      expect(code).toBe(2);
      expect(stderr).toContain(`set the variable ${variable}\n`);
      expect(stderr).not.toContain("top-secret-value");
    }
  });

  test.for([
    [["--format", "xml"], /--format: xml is unknown; give one of pretty, json, junit, github/],
    [["--format", "json", "--format", "junit"], /json and junit cannot both go to standard/],
    [["--format", "json="], /--format: json= lacks the file after =/],
    [["--format", "json=a", "--format", "junit=a"], /two reports go to a; give each a file/],
    [["--retries", "11"], /--retries: give a whole number from 0 to 10, not 11/],
    [["--only", "tokens"], /--only: tokens is unknown; give one of credentials/],
    [["--session-minutes", "4"], /--session-minutes: give a whole number from 5 to 527040/],
    [["--nonsense"], /'--nonsense'; see stytch-smoke --help/],
    [["--outputs", "/nowhere.json"], /--outputs: \/nowhere\.json cannot be read/],
    [["--client-id", "connected-app-x"], /projectId: .*; secret: is empty/],
  ] as const)("w/ %j could not run: exit code 2", async ([args, message]) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("w/ outputs that are no JSON does not repeat them", async () => {
    const { code, stderr } = await runCli(["--outputs", "-"], { input: "top-secret-value" });
    expect(code).toBe(2);
    expect(stderr).toMatch(/standard input: is not JSON/);
    expect(stderr).not.toContain("top-secret-value");
  });

  test.for<[string, Record<string, unknown>, RegExp]>([
    ["a field", { clientSecret: "[secret]" }, /web is masked: clientSecret: is \[secret\],/],
    ["a list", { redirectUrls: "[secret]" }, /web is masked: redirectUrls: is \[secret\],/],
    ["the client id", { clientId: "[secret]" }, /web is masked: clientId: is \[secret\],/],
  ])("w/ outputs of which Pulumi masks %s says how to show it", async ([_what, change, said]) => {
    const app = { clientId: "connected-app-test-1", ...change };
    const { code, stderr } = await runCli(["--outputs", "-"], {
      input: JSON.stringify({ web: app }),
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr).toContain("pulumi stack output --json --show-secrets");
  });

  test("w/ a masked app says how to show it; another masked output does no harm", async () => {
    const masked = await runCli(["--outputs", "-"], { input: '{"web":"[secret]","url":"x"}' });
    expect(masked.code).toBe(2);
    expect(masked.stderr).toMatch(
      /masks as \[secret\]: web\. Give what pulumi stack output --json/,
    );

    const scene = await openScene();
    const { clientId, clientSecret } = scene.target.app;
    const { code } = await runCli(["--outputs", "-", "--only", "credentials"], {
      env: environmentOf(scene),
      input: JSON.stringify({ clientId, clientSecret, databasePassword: "[secret]" }),
    });
    expect(code).toBe(0);
  });

  test("gives advice whose command acts on the stack that was read", async () => {
    const scene = await openScene();
    const { web } = outputsOf(scene);
    const folder = temporaryFolder();
    const outputs = { web: { ...(web as object), clientName: "Another" } };
    writeFileSync(join(folder, "outputs.json"), JSON.stringify(outputs));
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\ncat "${folder}/outputs.json"\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
    const args = ["--stack", "org/app/prod", "--cwd", "my infra", "--only", "client-registered"];
    const { stdout } = await runCli(args, {
      env: { ...environmentOf(scene), PATH: `${folder}${delimiter}${process.env.PATH}` },
    });
    expect(stdout).toContain(
      "→ Run pulumi up --refresh --cwd 'my infra' --stack org/app/prod: without --refresh",
    );
  });

  test("when nobody reads on goes to its end and cleans up", async () => {
    const scene = await watchScene();
    const before = scene.livingThings();
    const running = startCli(["--outputs", "-", "--temporary-subject"], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    running.process.stdout?.destroy();
    expect(await running.finished).toMatchObject({ code: 0, stderr: "" });
    expect(scene.livingThings()).toEqual(before);
  });

  test("when interrupted cleans up first: exit code 2", async () => {
    const scene = await watchScene({ vertical: "b2b" });
    const before = scene.livingThings();
    const route = "POST /v1/b2b/idp/oauth/authorize/start";
    await scene.control("PUT", "/faults", [{ route, latencyMs: 600_000 }]);
    const running = startCli(["--outputs", "-", "--temporary-subject"], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    await expect
      .poll(() => scene.livingThings().members, { interval: 20, timeout: 15_000 })
      .toHaveLength(1);
    await expect
      .poll(() => scene.livingThings().sessions, { interval: 20, timeout: 15_000 })
      .toHaveLength(1);
    running.process.kill("SIGINT");
    const { code, stdout, stderr } = await running.finished;
    expect(code).toBe(2);
    expect(stderr).toMatch(/cancelled; cleaning up/);
    expect(stdout).toMatch(/^stopped: /m);
    expect(scene.livingThings()).toEqual(before);
  });
});
