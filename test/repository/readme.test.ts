import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../policy/src/rules/index.ts";
import { FIELD_NAMES as ORGANIZATION_FIELDS } from "../../provider/src/organization-connected-apps/model.ts";
import { ConnectedApp } from "../../provider/src/program/resources/connected-app.ts";
import { OrganizationConnectedApps } from "../../provider/src/program/resources/organization-connected-apps.ts";
import { FIELD_NAMES } from "../../provider/src/stytch/connected-app-fields.ts";
import { CHECK_IDS } from "../../smoke/src/check-result.ts";
import { SmokeTest } from "../../smoke/src/pulumi.ts";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");
const readme = read("README.md");

describe("the README", () => {
  it("shows exactly the basic example, in at most 15 lines", () => {
    const [, shown] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(shown).toBe(read("examples/basic/index.ts"));
    expect(shown?.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  });

  it("describes every input", () => {
    const names = ["clientType", ...FIELD_NAMES, "organizationId", ...ORGANIZATION_FIELDS];
    expect(names.filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it("names the type token of every resource", () => {
    const tokens = [ConnectedApp, OrganizationConnectedApps, SmokeTest].map(
      (one) => one.__pulumiType,
    );
    expect(tokens.filter((token) => !readme.includes(`\`${token}\``))).toEqual([]);
  });

  it("explains every error code that the sources use", () => {
    const sources = ["provider/src", "tools/pulumi/src", "smoke/src"].flatMap((folder) =>
      readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".ts"))
        .map((path) => read(join(folder, path))),
    );
    const codes = new Set(sources.join("\n").match(/\bERR_(STYTCH|SMOKE|PULUMI)_[A-Z_]*[A-Z]\b/g));
    // These never leave the smoke test: they become results of its checks.
    for (const kind of ["CHECK", "REFUSED", "REQUEST", "RESPONSE", "STOPPED"])
      codes.delete(`ERR_SMOKE_${kind}`);
    expect(codes.size).toBeGreaterThan(5);
    expect([...codes].filter((code) => !readme.includes(`| \`${code}\` |`))).toEqual([]);
  });

  it("states the true number of policies", () => {
    expect(readme).toContain(`${rules.length} rules from`);
  });

  it("names only commands and files that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const commands = [...readme.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name ?? "");
    expect(commands.length).toBeGreaterThan(3);
    for (const name of commands) expect.soft(scripts).toHaveProperty(name);
    const links = [...readme.matchAll(/\]\(((?!https?:|#)[^)]+)\)/g)].map(([, path]) => path ?? "");
    for (const path of links) expect.soft(existsSync(join(REPOSITORY, path)), path).toBe(true);
  });

  it("links only to headings that it has", () => {
    const anchors = [...readme.matchAll(/^##+ (.+)$/gm)].map(([, heading]) =>
      (heading ?? "")
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-"),
    );
    const links = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor ?? "");
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });

  it("lists every example, also those in folders of several, but no pack of an example", () => {
    const files = readdirSync(join(REPOSITORY, "examples"), { recursive: true, encoding: "utf8" });
    const names = files
      .filter((path) => !path.includes("node_modules") && basename(path) === "index.ts")
      .map(dirname)
      .filter((name) => !existsSync(join(REPOSITORY, "examples", name, "PulumiPolicy.yaml")));
    expect(names).toContain("basic");
    expect(names).toContain("policies/baseline");
    const row = (name: string) => `| [\`${name}\`](examples/${name}/index.ts) |`;
    expect(names.filter((name) => !readme.includes(row(name)))).toEqual([]);
  });

  it("shows a picture of the smoke test with every check", () => {
    const [, path] = /!\[[^\]]*smoke test[^\]]*\]\(([^)]+)\)/.exec(readme) ?? [];
    const picture = read(path ?? "");
    expect(CHECK_IDS.filter((id) => !picture.includes(` ${id}: `))).toEqual([]);
  });

  it("states the true length of the stored provider text", () => {
    const source = read("provider/src/program/resources/dynamic-resource.ts");
    const [, text] = /return `(exports\.handler=.*)`;/.exec(source) ?? [];
    const length = text?.replace(/\$\{served\}/, "connectedApp").length;
    expect(readme).toContain(`one constant line of ${length} bytes`);
  });
});
