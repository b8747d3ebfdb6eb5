import { mkdir, readdir, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createContext } from "../../../tools/pulumi/src/context.ts";
import type { Way } from "../../../tools/pulumi/src/engine.ts";
import { ENGINE_VERSION, OLDEST_ENGINE_VERSION } from "../../../tools/pulumi/src/index.ts";
import type { Progress } from "../../../tools/pulumi/src/progress.ts";
import { isReachable } from "../../../tools/pulumi/src/reachable.ts";
import { cached } from "../../../tools/pulumi/src/ways/cached.ts";
import { goBuild } from "../../../tools/pulumi/src/ways/go-build.ts";
import { installer } from "../../../tools/pulumi/src/ways/installer.ts";
import { onPath } from "../../../tools/pulumi/src/ways/on-path.ts";
import { fakeCommand, fakeGo, sayVersion, type World, world, writeFileAt } from "./_fakes.ts";
import { eventually, isRunning, processIdIn } from "./_processes.ts";

async function provide(way: Way, { options, cacheFolder }: World, more = {}) {
  await mkdir(cacheFolder, { recursive: true });
  return way.provide(createContext({ ...options, ...more }));
}

describe("a pulumi on PATH", () => {
  test.each([ENGINE_VERSION, OLDEST_ENGINE_VERSION, "3.999.1", "3.251.0-alpha.5+dirty"])(
    "is taken at %s",
    async (version) => {
      const here = await world();
      const command = await fakeCommand(join(here.bin, "pulumi"), sayVersion(`v${version}`));
      await fakeCommand(join(here.bin, "pulumi-language-nodejs"), "");
      expect(await provide(onPath, here)).toEqual({
        root: undefined,
        version: version.split("+")[0],
        origin: "path",
        command,
      });
    },
  );

  test.each([
    ["older than needed", sayVersion("v3.249.9"), /is 3\.249\.9, not \^3\.250\.0/],
    ["of another major version", sayVersion("v4.0.0"), /is 4\.0\.0, not/],
    ["without a version", "echo something else", /"something else"/],
    ["that fails", "echo broken >&2; exit 3", /ended with code 3: broken/],
  ])("%s is lacking", async (_what, script, reason) => {
    const here = await world();
    await fakeCommand(join(here.bin, "pulumi"), script);
    await fakeCommand(join(here.bin, "pulumi-language-nodejs"), "");
    expect(await provide(onPath, here)).toEqual({ lacking: expect.stringMatching(reason) });
  });

  test("is lacking without a language host", async () => {
    const here = await world();
    await fakeCommand(join(here.bin, "pulumi"), sayVersion(`v${ENGINE_VERSION}`));
    expect(await provide(onPath, here)).toEqual({
      lacking: expect.stringContaining("pulumi-language-nodejs"),
    });
  });

  test("has its language host beside the file that a link leads to", async () => {
    const here = await world();
    const elsewhere = join(here.folder, "elsewhere");
    const real = await fakeCommand(join(elsewhere, "pulumi"), sayVersion(`v${ENGINE_VERSION}`));
    await fakeCommand(join(elsewhere, "pulumi-language-nodejs"), "");
    await symlink(real, join(here.bin, "pulumi"));
    expect(await provide(onPath, here)).toMatchObject({ command: join(here.bin, "pulumi") });
  });

  test("is lacking where PATH holds none, or a file that cannot be run", async () => {
    const here = await world();
    await writeFileAt(join(here.bin, "pulumi"), "not executable");
    expect(await provide(onPath, here)).toEqual({ lacking: "there is none" });
  });
});

describe("the cache", () => {
  test("is lacking when it is empty", async () => {
    const here = await world();
    expect(await provide(cached, here)).toEqual({
      lacking: expect.stringContaining(here.cacheFolder),
    });
  });

  test("gives what was built before, and renews the language host", async () => {
    const here = await world();
    await fakeGo(here.bin);
    await provide(goBuild, here);
    const [name = ""] = await readdir(here.cacheFolder);
    const bin = join(here.cacheFolder, name, "bin");
    const before = await readdir(bin);
    const [host = ""] = before.filter((file) => file.startsWith("language-host-"));
    await rm(join(bin, host));

    expect(await provide(cached, here)).toMatchObject({
      origin: "cache",
      root: join(here.cacheFolder, name),
      version: ENGINE_VERSION,
    });
    expect(await readdir(bin)).toEqual(before);
  });

  test("does not give what was built from other modules", async () => {
    const here = await world();
    await fakeGo(here.bin);
    await provide(goBuild, here);
    const moduleFolder = join(here.folder, "other");
    await writeFileAt(join(moduleFolder, "go.mod"), "module other");
    await writeFileAt(join(moduleFolder, "go.sum"), "");
    expect(await provide(cached, here, { moduleFolder })).toHaveProperty("lacking");
  });
});

describe("the official installer", () => {
  const reachable = { isReachable: async () => true };

  test("is lacking at once when its host refuses", async () => {
    const here = await world();
    const port = await closedPort();
    const installerUrl = `http://127.0.0.1:${port}/`;
    expect(await provide(installer, here, { isReachable, installerUrl })).toEqual({
      lacking: expect.stringContaining(installerUrl),
    });
  });

  test("is lacking after the probe's time when its host keeps silent", async () => {
    const here = await world();
    const silent = createServer(() => undefined);
    await listen(silent);
    onTestFinished(() => void silent.close());
    const installerUrl = `http://127.0.0.1:${portOf(silent)}/`;
    const startedAt = Date.now();
    const outcome = await provide(installer, here, {
      isReachable,
      installerUrl,
      probeTimeoutMs: 200,
    });
    expect(outcome).toEqual({ lacking: expect.stringContaining("0.2 s") });
    expect(Date.now() - startedAt).toBeLessThan(3000);
  });

  test("is ended with all it started when the download hangs, and leaves nothing", async () => {
    const here = await world();
    const installerProgram = await writeFileAt(
      join(here.folder, "hang.mjs"),
      `import { spawn } from "node:child_process";
       import { writeFileSync } from "node:fs";
       const download = spawn("/bin/sleep", ["60"]);
       writeFileSync(${JSON.stringify(join(here.folder, "pid"))}, String(download.pid));`,
    );
    const startedAt = Date.now();
    const more = { ...reachable, installerProgram, installTimeoutMs: 1500 };
    expect(await provide(installer, here, more)).toEqual({
      lacking: "it did not end within 1.5 s",
    });
    const download = await processIdIn(join(here.folder, "pid"));
    await eventually(() => expect(isRunning(download)).toBe(false));
    expect(Date.now() - startedAt).toBeLessThan(5000);
    expect(await readdir(here.cacheFolder)).toEqual([]);
  });

  test.each([
    ["fails", "console.error('no route'); process.exit(1)", /ended with code 1: no route/],
    ["leaves no engine", "", /no whole engine/],
  ])("is lacking when it %s, and leaves nothing", async (_what, code, reason) => {
    const here = await world();
    const installerProgram = await writeFileAt(join(here.folder, "install.mjs"), code);
    expect(await provide(installer, here, { ...reachable, installerProgram })).toEqual({
      lacking: expect.stringMatching(reason),
    });
    expect(await readdir(here.cacheFolder)).toEqual([]);
  });

  test("gives what it installs, which stays in the cache", async () => {
    const here = await world();
    const installerProgram = await writeFileAt(
      join(here.folder, "install.mjs"),
      `import { mkdirSync, writeFileSync } from "node:fs";
       const [version, root] = process.argv.slice(2);
       mkdirSync(root + "/bin", { recursive: true });
       for (const name of ["pulumi", "pulumi-language-nodejs"])
         writeFileSync(root + "/bin/" + name, "#!/bin/sh\\necho v" + version, { mode: 0o755 });`,
    );
    const engine = await provide(installer, here, { ...reachable, installerProgram });
    expect(engine).toMatchObject({ origin: "installer", version: ENGINE_VERSION });
    expect(await provide(cached, here)).toEqual({ ...engine, origin: "cache" });
  });
});

describe("a build from Go modules", () => {
  test("is lacking without go", async () => {
    expect(await provide(goBuild, await world())).toEqual({ lacking: "there is no `go` on PATH" });
  });

  test("gives the engine with its plugins beside it", async () => {
    const here = await world();
    await fakeGo(here.bin);
    const engine = await provide(goBuild, here);
    expect(engine).toMatchObject({ origin: "go", version: ENGINE_VERSION });
    const [root = ""] = await readdir(here.cacheFolder);
    expect(await readdir(join(here.cacheFolder, root, "bin"))).toEqual([
      expect.stringMatching(/^language-host-[0-9a-f]{12}\.cjs$/),
      "pulumi",
      "pulumi-language-go",
      "pulumi-language-java",
      "pulumi-language-nodejs",
      "pulumi-language-python",
      "pulumi-resource-pulumi-nodejs",
    ]);
    expect(here.said).toEqual([expect.stringContaining("minutes")]);
  });

  test.each([
    [
      "go is too old for the modules",
      "[ $1 = env ] && echo needs newer >&2; exit 1",
      /go env.*needs newer/,
    ],
    ["go build fails", "[ $1 = env ] && exit 0; echo 403 Forbidden >&2; exit 1", /go build.*403/],
  ])("is lacking when %s, and leaves nothing", async (_what, script, reason) => {
    const here = await world();
    await fakeCommand(join(here.bin, "go"), script);
    expect(await provide(goBuild, here)).toEqual({ lacking: expect.stringMatching(reason) });
    expect(await readdir(here.cacheFolder)).toEqual([]);
  });

  test("says that an installed Pulumi CLI makes it unnecessary, and how much of it is done", async () => {
    const here = await world();
    await fakeGo(here.bin, "echo one >&2; sleep 1");
    const shares: (number | undefined)[] = [];
    const progress: Progress = {
      say: () => {},
      async during(what, work, share = () => undefined) {
        expect(what).toContain("the Pulumi CLI is installed");
        shares.push(share());
        const timer = setInterval(() => shares.push(share()), 50);
        return work.finally(() => clearInterval(timer));
      },
    };
    await provide(goBuild, here, { progress });
    expect(shares[0]).toBeUndefined();
    // Of two packages one is compiled; the link is still to come.
    expect(shares).toContain(0.475);
    expect(Math.max(...shares.map((share) => share ?? 0))).toBe(0.475);
  });

  test("keeps the names of compiled packages out of what went wrong", async () => {
    const here = await world();
    await fakeGo(here.bin, "printf 'one\\nno space left\\ntwo\\n' >&2; exit 1");
    expect(await provide(goBuild, here)).toEqual({
      lacking: "`go build` ended with code 1: no space left",
    });
  });

  test("is lacking when the engine is another than asked for", async () => {
    const here = await world();
    await fakeGo(here.bin, `printf '#!/bin/sh\\necho v3.1.0\\n' > "$2"; chmod +x "$2"; exit 0`);
    expect(await provide(goBuild, here)).toEqual({ lacking: "the built engine says it is v3.1.0" });
  });
});

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function listen(server: ReturnType<typeof createServer>): Promise<void> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await listen(server);
  const port = portOf(server);
  await new Promise((done) => server.close(done));
  return port;
}
