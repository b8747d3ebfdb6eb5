/** Installs the engine: `node installer-program.ts <version> <folder>`. */
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";

const [version, root] = process.argv.slice(2);
if (version === undefined || root === undefined)
  throw new Error("Expected a version and a folder.");

try {
  await PulumiCommand.install({ version: new SemVer(version), root });
} catch (error) {
  // The stack is of no use to the reader: what failed is outside.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
