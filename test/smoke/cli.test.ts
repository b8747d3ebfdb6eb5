import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { CHECK_IDS } from "../../smoke/src/index.ts";
import {
  buildCli,
  environmentOf,
  outputsOf,
  reportSchema,
  runCli,
  startCli,
  temporaryFolder,
} from "./_cli.ts";
import { openScene } from "./_harness.ts";
import { makePerson } from "./_people.ts";

beforeAll(buildCli);

describe("stytch-smoke", () => {
  test("built, w/ outputs on standard input: a line for each check, exit code 0", async () => {
    const scene = await openScene();
    const { code, stdout, stderr } = await startCli(["--outputs", "-", "--temporary-subject"], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    }).finished;
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

  test("w/ a misbehaving server: exit code 1, reason and advice", async () => {
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

  test("w/ several apps asks which, and takes --app and --all", async () => {
    const scene = await openScene();
    const { web } = outputsOf(scene);
    const input = JSON.stringify({ web, partner: web });
    const env = environmentOf(scene);
    const common = ["--outputs", "-", "--only", "credentials", "--format", "json"];
    const unclear = await runCli(common, { env, input });
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toMatch(/Which app\? Pass --app or --all; there are web, partner\./);
    const named = await runCli([...common, "--app", "partner"], { env, input });
    const all = await runCli([...common, "--all"], { env, input });
    const names = (text: string) =>
      reportSchema.parse(JSON.parse(text)).reports.map(({ app }) => app.name);
    expect(names(named.stdout)).toEqual(["partner"]);
    expect(names(all.stdout)).toEqual(["web", "partner"]);
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
});
