import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { ENGINE_VERSION } from "../../tools/pulumi/src/index.ts";
import { type CommandResult, REPOSITORY, run } from "./_process.ts";
import { CREATE, DELETE, READ, SEARCH, type TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import { credentials } from "./_stack.ts";

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: { path: string }[];
}

const [, tsconfigOfDocs = ""] =
  /```json\n(\{ "compilerOptions".+)\n```/.exec(
    await readFile(join(REPOSITORY, "docs/guides/real-project.md"), "utf8"),
  ) ?? [];

/** The command of each package. */
const COMMANDS: Record<string, string> = {
  "pulumi-stytch-connected-apps": "stytch-connected-apps",
  "pulumi-stytch-connected-apps-policy": "stytch-connected-apps-policy",
  "stytch-connected-apps-emulator": "stytch-emulator",
  "stytch-connected-apps-review": "stytch-review",
  "stytch-connected-apps-smoke": "stytch-smoke",
};

/** What browsers get from the emulator as it is. */
const PAGE_ASSETS = ["icon.svg", "live.js", "sign-in.js", "style.css"].map(
  (name) => `assets/${name}`,
);

/** The ends of the range of SDKs that the packages declare. */
const VERSIONS = [
  {
    sdk: "3.204.0",
    policy: "1.20.0",
    typescript: "5.9",
    // That SDK insists on the resolution of Node.js 10.
    tsconfig: {
      compilerOptions: {
        module: "commonjs",
        moduleResolution: "node",
        strict: true,
        skipLibCheck: true,
      },
    },
    readsExisting: false,
  },
  {
    sdk: ENGINE_VERSION,
    policy: "1.21.0",
    typescript: "6.0",
    tsconfig: JSON.parse(tsconfigOfDocs) as object,
    readsExisting: true,
  },
];

const scope = suiteScope();
let folder: string;
let packed: Packed[];
let project: TestProject;

beforeAll(async () => {
  folder = await scope.folder();
  project = await scope.project();
  const workspaces = ["provider", "policy", "review", "emulator", "smoke"].flatMap((name) => [
    "--workspace",
    name,
  ]);
  const args = ["pack", "--json", "--pack-destination", folder, ...workspaces];
  const { stdout } = await run("npm", args);
  packed = Object.values(JSON.parse(stdout) as Record<string, Packed>);
});

describe("the packages", () => {
  it("hold code, sources, types, licence and description, and nothing else", () => {
    expect(packed.map(({ name }) => name).sort()).toEqual(Object.keys(COMMANDS));
    for (const { name, files } of packed) {
      const paths = files.map(({ path }) => path);
      const besideCode = ["LICENSE", "README.md", "package.json"];
      if (name.endsWith("-policy")) besideCode.push("PulumiPolicy.yaml", "RULES.md");
      if (name.endsWith("-review"))
        besideCode.push("SEVERITIES.md", "audit.schema.json", "report.schema.json");
      if (name.endsWith("-emulator")) besideCode.push(...PAGE_ASSETS);
      besideCode.push(`bin/${COMMANDS[name]}.js`);
      const code = /^(dist\/.+\.(js|d\.ts)(\.map)?|src\/.+\.ts|index\.ts)$/;
      expect(paths.filter((path) => !code.test(path)).sort()).toEqual(besideCode.sort());
      expect(paths).toContain("dist/index.js");
      expect(paths).toContain("dist/index.d.ts");
    }
  });

  it.each(VERSIONS)(
    "work in an empty project with @pulumi/pulumi $sdk: require, import, types, up, look-ups, policy, destroy",
    async ({ sdk, policy, typescript, tsconfig, readsExisting }) => {
      const app = join(folder, `app-${sdk}`);
      await mkdir(app);
      await writeFile(join(app, "package.json"), '{ "name": "app", "private": true }');
      const tarballs = packed.map(({ filename }) => join(folder, filename));
      const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
      const install = ["install", "--prefer-offline", ...quiet];
      const sdks = [
        `@pulumi/pulumi@${sdk}`,
        `@pulumi/policy@${policy}`,
        `typescript@${typescript}`,
      ];
      good(await run("npm", [...install, ...sdks, ...tarballs], { cwd: app }));

      await write(app, {
        "required.cjs": `const { ConnectedApp } = require("pulumi-stytch-connected-apps");
          const { createEmulator } = require("stytch-connected-apps-emulator");
          const { rules } = require("pulumi-stytch-connected-apps-policy/rules");
          const { reviewChanges } = require("stytch-connected-apps-review");
          const { smokeTest } = require("stytch-connected-apps-smoke");
          const { smokeTestHook } = require("stytch-connected-apps-smoke/pulumi");
          console.log(ConnectedApp.__pulumiType, rules.length > 0);
          console.log(typeof createEmulator, typeof reviewChanges, typeof smokeTest, typeof smokeTestHook);`,
        "imported.mjs": `import { ConnectedApp } from "pulumi-stytch-connected-apps";
          import { createEmulator } from "stytch-connected-apps-emulator";
          import { rules } from "pulumi-stytch-connected-apps-policy/rules";
          import { reviewChanges } from "stytch-connected-apps-review";
          import { smokeTest } from "stytch-connected-apps-smoke";
          import { smokeTestHook } from "stytch-connected-apps-smoke/pulumi";
          console.log(ConnectedApp.__pulumiType, rules.length > 0);
          console.log(typeof createEmulator, typeof reviewChanges, typeof smokeTest, typeof smokeTestHook);`,
        "index.ts": `import { ConnectedApp, getConnectedAppOutput } from "pulumi-stytch-connected-apps";
          import { smokeTestHook } from "stytch-connected-apps-smoke/pulumi";
          import { rules } from "pulumi-stytch-connected-apps-policy/rules";
          import { type Report, reviewChanges } from "stytch-connected-apps-review";
          export const used = [typeof smokeTestHook, rules.length];
          export const report: Report = reviewChanges({ changes: [], problems: [], notes: [] });
          const app = new ConnectedApp("packed", { clientType: "first_party" });
          export const clientId = app.clientId;
          export const found = getConnectedAppOutput({ clientName: app.clientName }, { dependsOn: [app] }).clientId;
          export const status = ${readsExisting ? 'ConnectedApp.get("same", app.clientId).status' : "app.status"};`,
        "tsconfig.json": JSON.stringify(tsconfig),
        "Pulumi.yaml": "name: packed\nruntime: nodejs\n",
      });
      const loaded =
        "pulumi-nodejs:dynamic/stytch:ConnectedApp true\nfunction function function function\n";
      for (const file of ["required.cjs", "imported.mjs"]) {
        expect((await run(process.execPath, [file], { cwd: app })).stdout).toBe(loaded);
      }
      good(await run(join(app, "node_modules/.bin/tsc"), ["--noEmit"], { cwd: app }));
      const pulumi = engine(app);
      good(await pulumi("stack", "init", "packed"));
      const pack = "node_modules/pulumi-stytch-connected-apps-policy";
      const requests = await project.requestsDuring(async () => {
        good(await pulumi("up", "--yes", "--skip-preview", "--policy-pack", pack));
        const outputs = JSON.parse((await pulumi("stack", "output", "--json")).stdout);
        expect(outputs).toMatchObject({ found: outputs.clientId, status: "active" });
        good(await pulumi("destroy", "--yes", "--skip-preview"));
      });
      const reads = readsExisting ? { [READ]: 1 } : {};
      expect(requests).toEqual({ [CREATE]: 1, [SEARCH]: 2, ...reads, [DELETE]: 1 });

      await write(app, {
        "index.ts": `import { ConnectedApp } from "pulumi-stytch-connected-apps";
          new ConnectedApp("bad", { clientType: "third_party", fullAccessAllowed: true });`,
      });
      const refused = await pulumi("preview");
      expect(refused.code).not.toBe(0);
      expect(refused.stdout).toMatch(/TSError[\s\S]*fullAccessAllowed/);

      await write(app, {
        "index.ts": `import { ConnectedApp } from "pulumi-stytch-connected-apps";
          ConnectedApp.get("gone", "connected-app-test-11111111-2222-4333-8444-555555555555");`,
      });
      const gone = await engine(app, { PULUMI_NODEJS_TRANSPILE_ONLY: "true" })("preview");
      expect(gone.code).not.toBe(0);
      expect(gone.stdout).toContain(
        readsExisting ? "[ERR_STYTCH_NOT_FOUND] project-test-" : "[ERR_STYTCH_PULUMI_SDK] gone: ",
      );
    },
    // An installation, a compiler and five commands of the engine: minutes on a busy machine.
    400_000,
  );

  it.each(Object.values(COMMANDS))("bring the command %s", async (name) => {
    const app = join(folder, `app-${VERSIONS[0]?.sdk}`);
    const { version } = JSON.parse(
      await readFile(join(REPOSITORY, "provider/package.json"), "utf8"),
    ) as { version: string };
    const command = join(app, "node_modules/.bin", name);
    expect((await run(command, ["--version"])).stdout.trim()).toBe(version);
  });
});

function good(result: CommandResult): void {
  expect(result.code, result.stdout + result.stderr).toBe(0);
}

async function write(into: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(into, name), text);
}

/** Runs the engine in a project of its own, past this repository and what its tests set for Node.js. */
function engine(cwd: string, environment: Record<string, string> = {}) {
  const root = inject("engineRoot");
  const env = {
    ...credentials(project),
    PULUMI_HOME: join(cwd, ".home"),
    PULUMI_BACKEND_URL: pathToFileURL(cwd).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    NODE_OPTIONS: "",
    ...environment,
  };
  const command = root === undefined ? "pulumi" : join(root, "bin/pulumi");
  return (...args: string[]) => run(command, [...args, "--non-interactive"], { cwd, env });
}
