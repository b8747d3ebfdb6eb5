/**
 * `node tools/release/main.ts close-changelog`: gives what is unreleased the version of the packages.
 * `node tools/release/main.ts named-version`: makes the files that name the version of the packages, such as those for
 * CI and the templates, name the present one.
 * `node tools/release/main.ts metadata`: writes into each package where its repository is, from
 * `GITHUB_SERVER_URL` and `GITHUB_REPOSITORY`, which a provenance statement has to match.
 * `node tools/release/main.ts packages`: packs each package as npm would publish it, into `dist/packages`.
 * `node tools/release/main.ts plugin-archive FOLDER`: writes the plugin's archive for this machine there.
 * `node tools/release/main.ts verify-tag v1.2.3`: fails unless packages and changelog have that version, and no
 * torture was the last to break something.
 */
import { glob, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brokenKinds, NOTES } from "../torture/notes.ts";
import { closeUnreleased, versionsOf } from "./changelog.ts";
import { readManifests, withRepository, writeManifest } from "./manifests.ts";
import { FILES, withVersion } from "./named-version.ts";
import { packInto } from "./pack.ts";
import { REPOSITORY } from "./packages.ts";
import { writePluginArchive } from "./plugin-archive.ts";

const CHANGELOG = join(REPOSITORY, "CHANGELOG.md");
const PACKED = join(REPOSITORY, "dist/packages");

const commands: Readonly<Record<string, (...args: string[]) => Promise<void>>> = {
  async "close-changelog"() {
    const [{ manifest }] = await readManifests();
    const day = new Date().toISOString().slice(0, 10);
    const changelog = await readFile(CHANGELOG, "utf8");
    await writeFile(CHANGELOG, closeUnreleased(changelog, manifest.version, day));
  },

  async "named-version"() {
    const [{ manifest }] = await readManifests();
    for await (const file of glob(FILES, { cwd: REPOSITORY })) {
      const path = join(REPOSITORY, file);
      await writeFile(path, withVersion(await readFile(path, "utf8"), manifest.version));
    }
  },

  async metadata() {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
    if (!server || !repository)
      throw new Error("Set GITHUB_SERVER_URL and GITHUB_REPOSITORY, as a GitHub workflow does.");
    for (const { folder, manifest } of await readManifests())
      await writeManifest(folder, withRepository(manifest, `${server}/${repository}`, folder));
  },

  async packages() {
    await rm(PACKED, { recursive: true, force: true });
    await mkdir(PACKED, { recursive: true });
    for (const { filename } of await packInto(PACKED)) console.log(join(PACKED, filename));
  },

  async "plugin-archive"(folder = "") {
    if (folder === "") throw new Error("Name the folder that gets the archive.");
    console.log(await writePluginArchive({ into: folder }));
  },

  async "verify-tag"(tag = "") {
    const changelog = versionsOf(await readFile(CHANGELOG, "utf8"));
    for (const { folder, manifest } of await readManifests()) {
      if (`v${manifest.version}` !== tag)
        throw new Error(`The tag is "${tag}", but ${folder} has the version ${manifest.version}.`);
      if (changelog[0] !== manifest.version)
        throw new Error(`CHANGELOG.md does not begin with a section for ${manifest.version}.`);
    }
    const broken = brokenKinds(await readFile(NOTES, "utf8"));
    if (broken.length > 0) {
      throw new Error(
        `bench/TORTURE.md says that ${broken.join(", ")} broke: fix that, and run npm run torture again.`,
      );
    }
  },
};

const [name = "", ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`usage: node tools/release/main.ts ${Object.keys(commands).join("|")}`);
  process.exitCode = 2;
} else {
  try {
    await command(...args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
