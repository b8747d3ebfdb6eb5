import { existsSync, globSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../policy/src/rules/index.ts";
import { FIELD_NAMES as ORGANIZATION_FIELDS } from "../../provider/src/organization-connected-apps/model.ts";
import { ConnectedApp } from "../../provider/src/program/resources/connected-app.ts";
import { OrganizationConnectedApps } from "../../provider/src/program/resources/organization-connected-apps.ts";
import { FIELD_NAMES } from "../../provider/src/stytch/connected-app-fields.ts";
import { CHECK_IDS } from "../../smoke/src/check-result.ts";
import { SmokeTest } from "../../smoke/src/pulumi.ts";
import { anchorsOf, linksOf, PAGES, proseOf, REPOSITORY, read, textOf } from "./_pages.ts";

const FIRST = "docs/index.md";
const PROSE_BYTES = 12 * 1024;
const WITH_README = ["README.md", ...PAGES];

/** Of each package; they link to the site, which links to them. */
const READMES = globSync("{provider,plugin,policy,review,smoke,emulator,ci}/README.md", {
  cwd: REPOSITORY,
});

describe("the pages of the documentation", () => {
  const everything = PAGES.map(textOf).join("\n");

  it.each(PAGES)("%s has one title, and at most 12 KB of prose", (page) => {
    // The generator writes the title of the first page from the lines at its top.
    const title = page === FIRST ? /^ {2}name: .+$/gm : /^# .+$/gm;
    expect((page === FIRST ? read(page) : proseOf(page)).match(title)).toHaveLength(1);
    expect(Buffer.byteLength(proseOf(page))).toBeLessThanOrEqual(PROSE_BYTES);
  });

  it("link only to files and headings that exist", () => {
    const examples = globSync("examples/*/README.md", { cwd: REPOSITORY });
    const links = [...WITH_README, "CONTRIBUTING.md", ...READMES, ...examples].flatMap((page) =>
      linksOf(page).map((link) => ({ page, ...link })),
    );
    expect(links.length).toBeGreaterThan(200);
    const broken = links.filter(({ target, anchor }) => {
      if (/^[a-z]+:/.test(target)) return false;
      if (!existsSync(join(REPOSITORY, target))) return true;
      return anchor !== "" && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it("are all reached from the first page and from the README, by two clicks at most", () => {
    for (const start of [FIRST, "README.md"]) {
      const clicks = new Map([[start, 0]]);
      for (const [page, before] of clicks) {
        const links = WITH_README.includes(page) ? linksOf(page) : [];
        for (const { target } of links.filter(({ target }) => !clicks.has(target)))
          clicks.set(target, before + 1);
      }
      const far = PAGES.filter((page) => page !== FIRST && !((clicks.get(page) ?? 3) <= 2));
      expect.soft({ start, far }).toEqual({ start, far: [] });
    }
  });

  it("describe every input", () => {
    const [client, organization] = ["connected-app", "organization-connected-apps"].map((name) =>
      textOf(`docs/resources/${name}.md`),
    );
    const missing = (names: readonly string[], text = "") =>
      names.filter((name) => !text.includes(`| \`${name}\` |`));
    expect(missing(["clientType", ...FIELD_NAMES], client)).toEqual([]);
    expect(missing(["organizationId", ...ORGANIZATION_FIELDS], organization)).toEqual([]);
  });

  it("name the type token of every resource", () => {
    const tokens = [ConnectedApp, OrganizationConnectedApps, SmokeTest].map(
      (one) => one.__pulumiType,
    );
    expect(tokens.filter((token) => !everything.includes(`\`${token}\``))).toEqual([]);
  });

  it("explain every error code that the sources use", () => {
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
    const table = textOf("docs/troubleshooting.md");
    expect([...codes].filter((code) => !table.includes(`| \`${code}\` |`))).toEqual([]);
  });

  it("state the true number of policies", () => {
    expect(textOf("docs/policies/index.md")).toContain(`${rules.length} rules from`);
  });

  it("name only npm scripts that exist", () => {
    const manifests = [
      "package.json",
      ...globSync("templates/*/package.json", { cwd: REPOSITORY }),
    ];
    const scripts = manifests.flatMap((path) => {
      const manifest = JSON.parse(read(path)) as { scripts?: Record<string, string> };
      return Object.keys(manifest.scripts ?? {});
    });
    const text = WITH_README.map(textOf).join("\n");
    const commands = [...text.matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name]) => name ?? "");
    expect(commands.length).toBeGreaterThan(3);
    expect(commands.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it("list every example, also those in folders of several, but no pack of an example", () => {
    const files = readdirSync(join(REPOSITORY, "examples"), { recursive: true, encoding: "utf8" });
    const names = files
      .filter((path) => !path.includes("node_modules") && basename(path) === "index.ts")
      .map(dirname)
      .filter((name) => !existsSync(join(REPOSITORY, "examples", name, "PulumiPolicy.yaml")));
    expect(names).toContain("basic");
    expect(names).toContain("policies/baseline");
    const row = (name: string) => `| [\`${name}\`](../examples/${name}/index.ts) |`;
    const page = textOf("docs/examples.md");
    expect(names.filter((name) => !page.includes(row(name)))).toEqual([]);
  });

  it("show a picture of the smoke test with every check", () => {
    const [, path] = /!\[[^\]]*smoke test[^\]]*\]\(([^)]+)\)/.exec(everything) ?? [];
    const picture = read(join("docs/smoke-test", path ?? ""));
    expect(CHECK_IDS.filter((id) => !picture.includes(` ${id}: `))).toEqual([]);
  });

  it("state the true length of the stored provider text", () => {
    const source = read("provider/src/program/resources/dynamic-resource.ts");
    const [, text] = /return `(exports\.handler=.*)`;/.exec(source) ?? [];
    const length = text?.replace(/\$\{served\}/, "connectedApp").length;
    expect(textOf("docs/secrets-and-state.md")).toContain(`one constant line of ${length} bytes`);
  });
});
