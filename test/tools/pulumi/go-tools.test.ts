import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { provideGoTool } from "../../../tools/pulumi/src/go/provide-tool.ts";
import { type GoTool, YAML_HOST } from "../../../tools/pulumi/src/go/tool.ts";
import { yamlHostFolder } from "../../../tools/pulumi/src/go/yaml-host.ts";
import { ENGINE_VERSION } from "../../../tools/pulumi/src/index.ts";
import { countBuilds, fakeCommand, fakeGo, type World, world, writeFileAt } from "./_fakes.ts";

async function tool({ folder }: World): Promise<GoTool> {
  const moduleFolder = join(folder, "module");
  await writeFileAt(join(moduleFolder, "main.go"), "package main");
  return {
    command: "tool",
    title: "the tool",
    moduleFolder,
    package: ".",
    sources: [moduleFolder],
  };
}

describe("provideGoTool()", () => {
  test("builds a tool once, and then has it from the cache", async () => {
    const here = await world();
    await fakeGo(here.bin);
    const wanted = await tool(here);
    const path = await provideGoTool(wanted, here.options);
    expect(await provideGoTool(wanted, here.options)).toBe(path);
    expect(await countBuilds(here.bin)).toBe(1);
    expect(path).toMatch(/^.*\/cache\/tool-.*\/bin\/tool$/);
    expect(await readFile(path, "utf8")).not.toBe("");
  });

  test("builds it anew when its sources change", async () => {
    const here = await world();
    await fakeGo(here.bin);
    const wanted = await tool(here);
    const path = await provideGoTool(wanted, here.options);
    await writeFile(join(wanted.moduleFolder, "main.go"), "package main // changed");
    expect(await provideGoTool(wanted, here.options)).not.toBe(path);
    expect(await countBuilds(here.bin)).toBe(2);
  });

  test("shares one build between those who ask at the same time", async () => {
    const here = await world();
    await fakeGo(here.bin, "sleep 0.3");
    const wanted = await tool(here);
    const both = [provideGoTool(wanted, here.options), provideGoTool(wanted, here.options)];
    const [one, other] = await Promise.all(both);
    expect(one).toBe(other);
    expect(await countBuilds(here.bin)).toBe(1);
  });

  test("without Go names the tool and how to have it", async () => {
    const here = await world();
    const provided = provideGoTool(await tool(here), here.options);
    await expect(provided).rejects.toMatchObject({
      code: "ERR_PULUMI_GO_TOOL",
      message: expect.stringMatching(/^the tool cannot be built: there is no `go`.*\nInstall Go/),
    });
  });

  test("tells what the compiler said when it fails, and leaves nothing", async () => {
    const here = await world();
    await fakeGo(here.bin, 'echo "no such module" >&2; exit 1');
    const wanted = await tool(here);
    await expect(provideGoTool(wanted, here.options)).rejects.toThrow("no such module");
    await fakeGo(here.bin);
    expect(await provideGoTool(wanted, here.options)).toContain("/cache/");
  });

  test("a cache folder that cannot be made is an error that names the variable", async () => {
    const here = await world();
    await fakeGo(here.bin);
    const cacheFolder = join(await writeFileAt(join(here.folder, "file"), ""), "cache");
    const provided = provideGoTool(await tool(here), { ...here.options, cacheFolder });
    await expect(provided).rejects.toThrow("PULUMI_STYTCH_CACHE");
  });
});

describe("yamlHostFolder()", () => {
  async function engine({ folder }: World) {
    const command = await fakeCommand(join(folder, "engine/bin/pulumi"), "");
    return { root: undefined, version: ENGINE_VERSION, origin: "path", command } as const;
  }

  test("is none where the engine has a host beside it", async () => {
    const here = await world();
    const found = await engine(here);
    await fakeCommand(join(dirname(found.command), YAML_HOST.command), "");
    expect(await yamlHostFolder(found, here.options)).toBeUndefined();
  });

  test("is none where PATH has a host", async () => {
    const here = await world();
    await fakeCommand(join(here.bin, YAML_HOST.command), "");
    expect(await yamlHostFolder(await engine(here), here.options)).toBeUndefined();
  });

  test("is that of a host that is built elsewhere", async () => {
    const here = await world();
    await fakeGo(here.bin);
    const folder = await yamlHostFolder(await engine(here), here.options);
    expect(folder).toMatch(/\/cache\/pulumi-language-yaml-.*\/bin$/);
  });
});
