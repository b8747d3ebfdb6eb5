import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { PAGES, withParts } from "../../../plugin/schema/pages.ts";
import { FILES, withVersion } from "../../../tools/release/named-version.ts";
import { PACKAGES, REPOSITORY } from "../../../tools/release/packages.ts";

const OLD = manifest.version;
const NEW = "98.7.6";

/** Records of former versions, versions of others, and what the other steps of `version-packages` raise. */
const OTHERS = [
  /^(test|\.changeset)\//,
  /(^|\/)go\.sum$/,
  /^(CHANGELOG\.md|package-lock\.json|package\.json|plugin\/schema\.json)$/,
  new RegExp(`^(examples|tools/pulumi|${PACKAGES.join("|")})/package\\.json$`),
];

const text = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");

/** Of this product; not of a command about the past, nor of a form. */
function linesWithOld(written: string): string[] {
  return written
    .split("\n")
    .filter((line) => line.includes(OLD) && /stytch|release/.test(line))
    .filter((line) => !line.includes("upgrades/record"));
}

function raised(path: string): string {
  const manifestOfPlugin = { ...JSON.parse(text("plugin/package.json")), version: NEW };
  const isPage = PAGES.some((page) => page === path);
  if (isPage) return withParts(REPOSITORY, manifestOfPlugin, text(path));
  const isNamed = FILES.some((pattern) => globSync(pattern, { cwd: REPOSITORY }).includes(path));
  return isNamed ? withVersion(text(path), NEW) : text(path);
}

it("a release raises the version wherever it is named", () => {
  const found = execFileSync("git", ["grep", "--untracked", "-lF", OLD], { cwd: REPOSITORY });
  const paths = found.toString().trim().split("\n");
  const own = paths.filter((path) => !OTHERS.some((other) => other.test(path)));
  expect(own.length).toBeGreaterThan(10);
  const left = own.flatMap((path) => linesWithOld(raised(path)).map((line) => `${path}: ${line}`));
  expect(left).toEqual([]);
});

it("a release gives the plugin's README its version, and changes nothing else in it", () => {
  const readme = text("plugin/README.md");
  const written = withVersion(readme, NEW);
  expect(written).toContain(
    `stytch ${NEW} --file pulumi-resource-stytch-v${NEW}-linux-amd64.tar.gz`,
  );
  expect(written).toContain(`pulumi package add stytch@${NEW}`);
  expect(written.replaceAll(NEW, OLD)).toBe(readme);
});

it("a release keeps the range of a version", () => {
  const pack = withVersion(text("examples/policies/custom-pack/pack/package.json"), NEW);
  expect(pack).toContain(`"pulumi-stytch-connected-apps-policy": "^${NEW}"`);
});
