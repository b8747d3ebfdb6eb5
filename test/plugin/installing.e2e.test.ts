import { createReadStream } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, delimiter, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writePluginArchive } from "../../tools/release/plugin-archive.ts";
import type { Cli } from "../e2e/_cli.ts";
import { REPOSITORY, run } from "../e2e/_process.ts";
import { DELETE, READ, type TestProject } from "../e2e/_project.ts";
import { suiteScope } from "../e2e/_scope.ts";
import { SCHEMA } from "./schema/_schema.ts";

const { version } = (await import("../../plugin/package.json", { with: { type: "json" } })).default;

const scope = suiteScope();
let folder: string;
let project: TestProject;

beforeAll(async () => {
  folder = await scope.folder();
  project = await scope.project();
});

/** A stack that adopts a client, reads it again and deletes it, without a program. */
async function works(cli: Cli, at: string, settings: string): Promise<void> {
  await mkdir(at, { recursive: true });
  await writeFile(join(at, "Pulumi.yaml"), `name: installed\nruntime: nodejs\n${settings}`);
  const { client_id } = await project.add({ client_type: "first_party", client_name: "web" });
  const pulumi = async (...args: string[]) => {
    const result = await cli.pulumi("--cwd", at, ...args, "--non-interactive");
    expect(result, result.stdout + result.stderr).toMatchObject({ code: 0 });
    return result.stdout;
  };
  await pulumi("stack", "init", "test");
  const requests = await project.requestsDuring(async () => {
    const client = ["stytch:index:ConnectedApp", "web", client_id];
    await pulumi(
      "import",
      ...client,
      "--yes",
      "--skip-preview",
      "--generate-code=false",
      "--protect=false",
    );
    expect(await pulumi("stack", "export")).toContain(`"clientId": "${client_id}"`);
    expect(await pulumi("refresh", "--yes", "--skip-preview")).not.toContain("updated");
    await pulumi("destroy", "--yes", "--skip-preview");
  });
  expect(requests).toEqual({ [READ]: 2, [DELETE]: 1 });
  expect(await project.client(client_id)).toBeUndefined();
}

describe("the npm package", () => {
  it("holds the executable, its bundle and the schema, and serves from where npm puts it", async () => {
    const at = join(folder, "npm");
    await mkdir(at);
    const pack = ["pack", "--json", "--pack-destination", folder, "--workspace", "plugin"];
    const packed = Object.values(JSON.parse((await run("npm", pack)).stdout)) as {
      filename: string;
      files: { path: string }[];
    }[];
    expect(packed[0]?.files.map(({ path }) => path).sort()).toEqual([
      "LICENSE",
      "README.md",
      "bin/pulumi-resource-stytch",
      "bin/pulumi-resource-stytch.cmd",
      "dist/plugin.cjs",
      "package.json",
      "schema.json",
    ]);
    await writeFile(join(at, "package.json"), '{ "name": "app", "private": true }');
    const tarball = join(folder, packed[0]?.filename ?? "");
    const install = ["install", "--no-audit", "--no-fund", "--offline", tarball];
    const { code, stderr } = await run("npm", install, { cwd: at });
    expect(code, stderr).toBe(0);
    const path = "./node_modules/pulumi-resource-stytch/bin";
    const settings = `plugins:\n  providers:\n    - name: stytch\n      path: ${path}\n`;
    await works(await scope.cli(project), at, settings);
  });
});

describe("the archive of a release", () => {
  let archive: string;
  beforeAll(async () => {
    archive = await writePluginArchive({ into: folder });
  });

  it("is installed by pulumi plugin install, and runs without a Node.js of the machine", async () => {
    const cli = await scope.cli(project);
    const install = ["plugin", "install", "resource", "stytch", version, "--file", archive];
    const installed = await cli.pulumi(...install);
    expect(installed, installed.stderr).toMatchObject({ code: 0 });
    await works(cli, join(folder, "archive"), "");
    const { PULUMI_HOME = "" } = cli.environment;
    const at = join(PULUMI_HOME, "plugins", `resource-stytch-v${version}`);
    const alone = await run(join(at, "pulumi-resource-stytch"), ["127.0.0.1:9"], {
      env: { PATH: ["/usr/bin", "/bin"].join(delimiter) },
      cwd: REPOSITORY,
    });
    // It ends with its input, which is empty.
    expect(alone).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\n$/) });
  });

  it("is downloaded by its name from a server, and tells the schema", async () => {
    const asked: (string | undefined)[] = [];
    // The engine takes no download whose length it does not know.
    const { size } = await stat(archive);
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.setHeader("content-length", size);
      createReadStream(archive).pipe(response);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    scope.keep(server, async () => server.close());
    const { port } = server.address() as AddressInfo;
    const cli = await scope.cli(project);
    const at = `http://127.0.0.1:${port}`;
    const install = ["plugin", "install", "resource", "stytch", version, "--server", at];
    const installed = await cli.pulumi("--cwd", folder, ...install);
    expect(installed, installed.stderr).toMatchObject({ code: 0 });
    expect(asked).toEqual([`/${basename(archive)}`]);
    const getSchema = ["package", "get-schema", `stytch@${version}`];
    const { stdout, stderr } = await cli.pulumi("--cwd", folder, ...getSchema);
    expect(stderr).toBe("");
    // The engine leaves out the provider's empty lists.
    const { provider: _, ...schema } = SCHEMA;
    expect(JSON.parse(stdout)).toMatchObject(schema);
  });
});
