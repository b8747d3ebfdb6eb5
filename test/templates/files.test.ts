import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import manifest from "../../review/package.json" with { type: "json" };
import { OLDEST_ENGINE_VERSION } from "../../tools/pulumi/src/index.ts";
import { withVersion } from "../../tools/release/named-version.ts";
import { REPOSITORY } from "../e2e/_process.ts";

const NAMES = globSync("*", { cwd: join(REPOSITORY, "templates") }).sort();
const text = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");
const packageOf = (name: string) =>
  JSON.parse(text(`templates/${name}/package.json`)) as Record<string, Record<string, string>>;

it("there is a template for each way to write a program", () => {
  expect(NAMES).toEqual(["python", "typescript", "typescript-plugin", "yaml"]);
});

describe.each(NAMES)("the template %s", (name) => {
  const own = (path: string) => text(`templates/${name}/${path}`);
  const { scripts, dependencies, devDependencies } = packageOf(name);

  it("asks for the project and its secret, which becomes a secret of the stack", () => {
    const settings = own("Pulumi.yaml");
    expect(settings).toMatch(/^name: \$\{PROJECT\}\ndescription: \$\{DESCRIPTION\}\n/);
    expect(settings).toContain("    stytch:projectId:\n");
    expect(settings).toMatch(/ {4}stytch:secret:\n.*\n {6}secret: true\n/);
  });

  it("has the scripts and the policies of the others", () => {
    const { check: _, ...others } = scripts ?? {};
    expect(packageOf("typescript").scripts).toMatchObject(others);
    expect(own("policy-config.json")).toBe(text("templates/typescript/policy-config.json"));
  });

  it("says after pulumi new what each of its scripts does", () => {
    const [, quickstart = ""] =
      / {2}quickstart: \|\n((?: {4}.*\n)+)/.exec(own("Pulumi.yaml")) ?? [];
    const named = [...quickstart.matchAll(/npm run (\w+)/g)].map(([, script]) => script);
    expect(named).toEqual(Object.keys(scripts ?? {}));
  });

  it("asks for packages of the version of this repository", () => {
    const asked = Object.entries({ ...dependencies, ...devDependencies });
    const ours = asked.filter(([of]) => /^(pulumi-)?(resource-)?stytch/.test(of));
    expect(ours.length).toBeGreaterThanOrEqual(4);
    for (const [of, version] of ours) expect.soft(version, of).toBe(manifest.version);
  });

  it.runIf(own("Pulumi.yaml").includes("plugins:"))(
    "leads Pulumi to the plugin that npm installs, through a folder that is there before",
    () => {
      expect(own("Pulumi.yaml")).toContain("    - name: stytch\n      path: ./plugin\n");
      const launcher = join(REPOSITORY, `templates/${name}/plugin/pulumi-resource-stytch`);
      const { status, stderr } = spawnSync(launcher, { encoding: "utf8" });
      expect(status).toBe(1);
      expect(stderr).toContain("run npm install");
    },
  );

  it("reviews pull requests by the workflow of ci/, with its policies", () => {
    const expected = text("ci/github/pull-request.yaml")
      .replace("# Copy to .github/workflows. Previews", "# Previews")
      .replace(/( +)folder: \$\{\{ env.FOLDER }}\n/, "$&$1policy-config: policy-config.json\n");
    const installed = '      - run: pulumi install --cwd "$FOLDER"\n';
    const workflow = own(".github/workflows/connected-apps.yaml");
    expect(workflow.includes(installed)).toBe(name === "python");
    expect(workflow.replace(installed, "")).toBe(expected);
  });

  it("keeps what is installed, and the keys of an emulator, out of a repository", () => {
    const ignored = own(".gitignore").split("\n");
    expect(ignored).toEqual(expect.arrayContaining(["node_modules/", "/emulator.json"]));
  });
});

it("a release gives the templates its version", () => {
  const raised = withVersion(text("templates/typescript-plugin/package.json"), "9.8.7");
  expect(raised.match(/stytch[a-z-]*": "9\.8\.7"/g)).toHaveLength(5);
  expect(raised).toContain(`"@pulumi/pulumi": "^${OLDEST_ENGINE_VERSION}"`);
  expect(withVersion(text("templates/python/requirements.txt"), "9.8.7")).toBe(
    `pulumi>=${OLDEST_ENGINE_VERSION},<4\npulumi-stytch==9.8.7\n`,
  );
});
