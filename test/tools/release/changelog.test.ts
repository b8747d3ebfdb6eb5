import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closeUnreleased, versionsOf } from "../../../tools/release/changelog.ts";
import { readManifests, withRepository } from "../../../tools/release/manifests.ts";
import { REPOSITORY } from "../../../tools/release/packages.ts";

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- A thing.

## [0.1.0] - 2026-11-21

### Added

- The first thing.
`;

describe("closeUnreleased", () => {
  it("moves what is unreleased below the version and the day, and leaves an empty section", () => {
    const closed = closeUnreleased(CHANGELOG, "0.2.0", "2026-12-01");
    expect(versionsOf(closed)).toEqual(["0.2.0", "0.1.0"]);
    expect(closed).toContain(
      "## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- A thing.\n\n## [0.1.0]",
    );
  });

  it("refuses a version that has a section", () => {
    expect(() => closeUnreleased(CHANGELOG, "0.1.0", "2026-12-01")).toThrow("raise the version");
  });

  it.each([
    ["an empty section", CHANGELOG.replace("### Added\n\n- A thing.\n\n", "")],
    ["an empty section at the end", "# Changelog\n\n## [Unreleased]\n"],
    ["no section at all", CHANGELOG.replace("## [Unreleased]\n", "")],
  ])("refuses %s", (_case, changelog) => {
    expect(() => closeUnreleased(changelog, "0.2.0", "2026-12-01")).toThrow("describe the release");
  });
});

describe("the packages' versions", () => {
  it("are one, which the changelog and the recorded states know", async () => {
    const versions = (await readManifests()).map(({ manifest }) => manifest.version);
    const [version = ""] = versions;
    expect(new Set(versions)).toEqual(new Set([version]));
    const changelog = readFileSync(join(REPOSITORY, "CHANGELOG.md"), "utf8");
    expect(versionsOf(changelog)[0]).toBe(version);
    const recorded = join(REPOSITORY, "test/upgrades", version, "state.json");
    expect(readFileSync(recorded, "utf8")).toContain("ConnectedApp");
  });
});

describe("withRepository", () => {
  it("says where source, home page and issues are, as npm and its provenance read them", () => {
    const manifest = { name: "some", version: "1.2.3" };
    expect(withRepository(manifest, "https://github.example/owner/name", "provider")).toEqual({
      ...manifest,
      repository: {
        type: "git",
        url: "git+https://github.example/owner/name.git",
        directory: "provider",
      },
      homepage: "https://github.example/owner/name/tree/v1.2.3/provider#readme",
      bugs: "https://github.example/owner/name/issues",
    });
  });
});
