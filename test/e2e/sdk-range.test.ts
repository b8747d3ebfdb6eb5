import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY, run } from "./_process.ts";
import { testScope } from "./_scope.ts";

const PROVIDER = join(REPOSITORY, "provider/package.json");
const { peerDependencies } = JSON.parse(await readFile(PROVIDER, "utf8")) as {
  peerDependencies: Record<string, string>;
};
const range = peerDependencies["@pulumi/pulumi"] ?? "";
const [, lowest = ""] = /^>=(\S+) /.exec(range) ?? [];

/** What the JSON reporter of Vitest prints, as far as it is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: { readonly assertionResults: { readonly fullName: string }[] }[];
}

it.each([
  ["lowest", lowest],
  ["newest", range],
])(
  "with the %s SDK of the peer range (%s), places of resources show the lines of the program",
  async (_end, version) => {
    const folder = await testScope().folder();
    await writeFile(join(folder, "package.json"), '{ "private": true }');
    const install = ["install", "--no-audit", "--no-fund", "--loglevel=error"];
    const installed = await run("npm", [...install, `@pulumi/pulumi@${version}`], { cwd: folder });
    expect(installed.code, installed.stderr).toBe(0);
    const sdk = join(folder, "node_modules/@pulumi/pulumi/package.json");
    const used = JSON.parse(await readFile(sdk, "utf8")) as { version: string };

    const vitest = join(REPOSITORY, "node_modules/vitest/vitest.mjs");
    const config = join(REPOSITORY, "test/provider/program/resources/_sdk.config.ts");
    const output = join(folder, "report.json");
    const { code, stdout, stderr } = await run(
      process.execPath,
      [vitest, "run", "--config", config, "--reporter=json", `--outputFile=${output}`],
      { env: { SDK_FOLDER: folder } },
    );
    expect(code, stdout + stderr).toBe(0);
    const report = JSON.parse(await readFile(output, "utf8")) as Report;
    const names = report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.map(({ fullName }) => fullName),
    );
    const ofSdk = names.filter((name) => name.startsWith(`@pulumi/pulumi ${used.version} `));
    expect(ofSdk).toHaveLength(2);
    expect(report.numPassedTests).toBe(report.numTotalTests);
  },
);
