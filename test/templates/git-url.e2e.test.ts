import { access, constants, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { REPOSITORY, run } from "../e2e/_process.ts";
import { suiteScope } from "../e2e/_scope.ts";
import { type GitHost, startGitHost } from "./_git-host.ts";

const read = (path: string) => readFile(join(REPOSITORY, path), "utf8");

/** The address of a template as the page prints it. */
async function printedAddress(): Promise<URL> {
  const page = await read("docs/guides/real-project.md");
  const [, address = ""] = /`pulumi new (https:\/\/\S+)`/.exec(page) ?? [];
  return new URL(address);
}

describe("a template by the address of its repository", () => {
  const scope = suiteScope();
  let host: GitHost;
  let folder: string;

  beforeAll(async () => {
    const { pathname } = await printedAddress();
    folder = await scope.folder();
    host = scope.keep(await startGitHost(folder), ({ close }) => close());
    const [, owner = "", name = ""] = pathname.split("/");
    const bare = join(folder, owner, `${name}.git`);
    const clone = ["clone", "--quiet", "--bare", "--no-tags", REPOSITORY, bare];
    expect(await run("git", clone)).toMatchObject({ code: 0 });
    // Whatever branch is tested: the page names the one that is published.
    const git = ["-C", bare];
    expect(await run("git", [...git, "branch", "--force", "main", "HEAD"])).toMatchObject({
      code: 0,
    });
  });

  async function pulumiNew(address: string, name: string) {
    const root = inject("engineRoot");
    const { code, stdout, stderr } = await run(
      "pulumi",
      [
        "new",
        address,
        "--name",
        "clients",
        "--generate-only",
        "--yes",
        "--dir",
        join(folder, name),
      ],
      {
        cwd: folder,
        env: {
          SSL_CERT_FILE: host.certificate,
          PULUMI_HOME: join(folder, "home"),
          PULUMI_BACKEND_URL: pathToFileURL(folder).href,
          PULUMI_CONFIG_PASSPHRASE: "test",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          PATH: [...(root ? [join(root, "bin")] : []), process.env.PATH].join(delimiter),
        },
      },
    );
    return { code, output: stdout + stderr };
  }

  it("is the one that the page for real projects prints", async () => {
    const { pathname } = await printedAddress();
    const { code, output } = await pulumiNew(host.url + pathname, "typescript");
    expect(code, output).toBe(0);
    const program = await readFile(join(folder, "typescript/index.ts"), "utf8");
    expect(program).toBe(await read("templates/typescript/index.ts"));
    const settings = await readFile(join(folder, "typescript/Pulumi.yaml"), "utf8");
    expect(settings).toMatch(/^name: clients\n/);
  });

  it("has a launcher of the plugin that can be started, as a folder of templates has it", async () => {
    const { pathname } = await printedAddress();
    const address = `${host.url}${pathname}-plugin`;
    const { code, output } = await pulumiNew(address, "typescript-plugin");
    expect(code, output).toBe(0);
    const launcher = join(folder, "typescript-plugin/plugin/pulumi-resource-stytch");
    await access(launcher, constants.X_OK);
    expect(await readFile(launcher, "utf8")).toBe(
      await read("templates/typescript-plugin/plugin/pulumi-resource-stytch"),
    );
  });

  it("is refused by a name that is none", async () => {
    const { pathname } = await printedAddress();
    const { code, output } = await pulumiNew(`${host.url}${pathname}-of-mine`, "other");
    expect(code).not.toBe(0);
    expect(output).toContain("typescript-of-mine");
  });
});
