import { join } from "node:path";
import { describe, expect, it } from "vitest";
import emulator from "../../emulator/package.json" with { type: "json" };
import policy from "../../policy/package.json" with { type: "json" };
import provider from "../../provider/package.json" with { type: "json" };
import review from "../../review/package.json" with { type: "json" };
import smoke from "../../smoke/package.json" with { type: "json" };
import { REPOSITORY, run } from "../e2e/_process.ts";

const COMMANDS = Object.entries({ emulator, policy, provider, review, smoke }).flatMap(
  ([workspace, { bin, version }]) =>
    Object.entries(bin).map(([name, path]) => ({ name, version, path: join(workspace, path) })),
);

describe.each(COMMANDS)("the command $name", ({ path, version }) => {
  // npm links what is there before the build, and links nothing to a file that comes later.
  it("stands in the repository, ready to be run in a fresh clone", async () => {
    const { stdout } = await run("git", ["ls-files", "--stage", "--", path]);
    expect(stdout).toMatch(/^100755 /);
  });

  it("says its version", async () => {
    const { code, stdout } = await run(join(REPOSITORY, path), ["--version"]);
    expect({ code, said: stdout.trim() }).toEqual({ code: 0, said: version });
  });
});
