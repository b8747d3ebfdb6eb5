import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { environmentOf, fakePulumi, outputsOf, reportSchema, runCli } from "./_cli.ts";
import { openScene } from "./_harness.ts";

describe("stytch-smoke", () => {
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
    [["--format", "xml"], /--format <.*'xml' is invalid\. Use one of pretty, json, junit, github/],
    [["--format", "json", "--format", "junit"], /json and junit cannot both go to standard/],
    [["--format", "json="], /--format <.*'json=' is invalid\. Put a file name after =/],
    [["--format", "json=a", "--format", "junit=a"], /two reports go to a; send each to a file/],
    [["--retries", "11"], /--retries <.*'11' is invalid\. Use a whole number from 0 to 10$/],
    [["--retries", "1.5"], /--retries <.*'1\.5' is invalid\. Use a whole number from 0 to 10$/],
    [["--timeout", "3601"], /--timeout <.*'3601' is invalid\. Use a whole number from 1 to 3600$/],
    [["--only", "tokens"], /--only <.*'tokens' is invalid\. Use one of credentials/],
    [["--vertical", "b2c"], /--vertical <.*'b2c' is invalid\. Use one of auto, consumer, b2b$/],
    [["--session-minutes", "4"], /--session-minutes <.* Use a whole number from 5 to 527040$/],
    [["--nonsense"], /^stytch-smoke: unknown option '--nonsense'; see stytch-smoke --help$/],
    [["--retrys=3"], /unknown option '--retrys' \(Did you mean --retries\?\); see/],
    [["--stack"], /option '--stack <name>' argument missing; see stytch-smoke --help$/],
    [["--stack", "--all"], /option '--stack <name>' argument '--all' is invalid\. .* put a value/],
    [["--all=yes"], /^stytch-smoke: --all takes no value; see stytch-smoke --help$/],
    [["dev"], /too many arguments.*: dev; see stytch-smoke --help$/],
    [["--help", "--nonsense"], /unknown option '--nonsense'/],
    [
      ["--outputs", "/nowhere.json"],
      /--outputs: \/nowhere\.json cannot be read: there is no such file .*\. Pass/,
    ],
    [["--outputs", "/"], /--outputs: \/ cannot be read: it is a folder, not a file\. Pass/],
    [["--client-id", "connected-app-x"], /projectId: .*; secret: is empty/],
  ] as const)("w/ %j could not run: exit code 2", async ([args, message]) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("names an unknown option without its value", async () => {
    const { stderr } = await runCli(["--sekret=top-secret-value"]);
    expect(stderr).toMatch(/unknown option '--sekret'/);
    expect(stderr).not.toContain("top-secret-value");
  });

  test("takes no secret of a project as an argument, and does not show it", async () => {
    for (const args of [["secret-test-canary"], ["--url=secret-live-canary"]]) {
      const { code, stderr } = await runCli(args);
      expect(code).toBe(2);
      expect(stderr).toContain("set the variable STYTCH_SECRET");
      expect(stderr).not.toContain("canary");
    }
  });

  test("takes the last of an option that was given twice, and values after =", async () => {
    const scene = await openScene();
    const args = ["--outputs=-", "--only=token", "--skip=token", "--retries=3", "--retries=0"];
    const { code, stdout } = await runCli([...args, "--format=json", "--temporary-subject"], {
      env: environmentOf(scene),
      input: JSON.stringify(outputsOf(scene)),
    });
    expect(code).toBe(0);
    const ids = reportSchema.parse(JSON.parse(stdout)).reports[0]?.checks.map(({ id }) => id);
    expect(ids).toContain("authorize");
    expect(ids).not.toContain("token");
  });

  test.for<[string, string[], RegExp]>([
    [
      "options that leave no check to run",
      ["--only", "credentials", "--skip", "credentials"],
      /only and skip leave no check to run/,
    ],
    [
      "a report that cannot be written",
      ["--output", tmpdir()],
      /--output: .* cannot be written: .*; choose a file in a/,
    ],
  ])("refuses %s before it reads the stack", async ([_title, args, message]) => {
    const { PATH, args: seen } = fakePulumi({});
    const { code, stderr } = await runCli(["--stack", "dev", ...args], { env: { PATH } });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(seen()).toBeUndefined();
  });
});
