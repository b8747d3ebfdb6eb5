import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { environmentOf, outputsOf, reportSchema, runCli, temporaryFolder } from "./_cli.ts";
import { openScene } from "./_harness.ts";

describe("stytch-smoke", () => {
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
      /^stytch-smoke: GITHUB_STEP_SUMMARY: .* cannot be written: there is no such file or folder, so there is no summary; correct the variable$/m,
    );
  });

  test("w/ a report that cannot be written sends nothing: exit code 2", async () => {
    const scene = await openScene();
    for (const [flags, reason] of [
      [["--output", tmpdir()], "it is a folder, not a file"],
      [["--format", "junit=/dev/null/a.xml"], "a part of its path is a file, not a folder"],
    ] as const) {
      const { code, stderr } = await runCli(["--outputs", "-", "--only", "credentials", ...flags], {
        env: environmentOf(scene),
        input: JSON.stringify(outputsOf(scene)),
      });
      expect(code).toBe(2);
      expect(stderr).toContain(` cannot be written: ${reason}; choose a file in a `);
    }
    const stats = z.object({ total: z.number() }).parse(await scene.control("GET", "/stats"));
    expect(stats.total).toBe(0);
  });
});
