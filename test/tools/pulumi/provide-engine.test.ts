import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cacheFolder } from "../../../tools/pulumi/src/cache/location.ts";
import {
  ENGINE_VERSION,
  EngineError,
  OLDEST_ENGINE,
  OLDEST_ENGINE_VERSION,
  provideEngine,
} from "../../../tools/pulumi/src/index.ts";
import { countBuilds, fakeCommand, fakeGo, sayVersion, world, writeFileAt } from "./_fakes.ts";
import { eventually, isRunning, processIdIn, startNode } from "./_processes.ts";

const PROVIDE = join(import.meta.dirname, "_provide.ts");

test("a pulumi on PATH goes before everything else, and nothing is built", async () => {
  const { bin, options } = await world();
  await fakeGo(bin);
  await fakeCommand(join(bin, "pulumi"), sayVersion(`v${ENGINE_VERSION}`));
  await fakeCommand(join(bin, "pulumi-language-nodejs"), "");
  expect((await provideEngine(options)).origin).toBe("path");
  expect(await countBuilds(bin)).toBe(0);
});

test("without one the engine is built, and the next time it comes from the cache", async () => {
  const { bin, options } = await world();
  await fakeGo(bin);
  expect((await provideEngine(options)).origin).toBe("go");
  expect((await provideEngine(options)).origin).toBe("cache");
  expect(await countBuilds(bin)).toBe(1);
});

test("the installer goes before the build, and the build follows when it fails", async () => {
  const { bin, folder, options } = await world();
  await fakeGo(bin);
  const installerProgram = await writeFileAt(join(folder, "fail.mjs"), "process.exit(1)");
  const asked: string[] = [];
  const isReachable = async (url: string) => asked.push(url) > 0;
  const engine = await provideEngine({ ...options, installerProgram, isReachable });
  expect(engine.origin).toBe("go");
  expect(asked).toEqual(["https://get.pulumi.com/"]);
});

test("the error names all four ways, what each one lacked and what helps", async () => {
  const { bin, options } = await world();
  await fakeCommand(join(bin, "pulumi"), sayVersion("v3.1.0"));
  const error = await provideEngine(options).catch((reason: unknown) => reason);
  if (!(error instanceof EngineError)) throw new Error("expected an EngineError", { cause: error });
  expect(error.code).toBe("ERR_PULUMI_ENGINE");
  expect(error.ways.map(({ origin, lacking }) => [origin, lacking])).toEqual([
    ["path", expect.stringContaining("3.1.0")],
    ["cache", expect.stringContaining("holds no engine")],
    ["installer", expect.stringContaining("get.pulumi.com")],
    ["go", expect.stringContaining("no `go`")],
  ]);
  for (const way of error.ways) {
    expect(error.message).toContain(`${way.title}: ${way.lacking}`);
    expect(error.message).toContain(way.remedy);
  }
});

test("a cache that cannot be created is an error that names the variable that moves it", async () => {
  const { folder, options } = await world();
  const file = await writeFileAt(join(folder, "file"), "");
  await expect(provideEngine({ ...options, cacheFolder: join(file, "cache") })).rejects.toThrow(
    /cannot be created .*PULUMI_STYTCH_CACHE/,
  );
});

test("the cache is outside node_modules, and PULUMI_STYTCH_CACHE moves it", () => {
  expect(cacheFolder({})).toMatch(/pulumi-stytch/);
  expect(cacheFolder({})).not.toContain("node_modules");
  expect(cacheFolder({ PULUMI_STYTCH_CACHE: "/elsewhere" })).toBe("/elsewhere");
});

test("a go that is killed half way leaves nothing, and the next run succeeds", async () => {
  const { bin, cacheFolder: cache, options } = await world();
  await fakeGo(bin, `echo $$ > '${bin}/pid'; exec sleep 60`);
  const failing = expect(provideEngine(options)).rejects.toThrow(/was ended by SIGKILL/);
  process.kill(await processIdIn(join(bin, "pid")), "SIGKILL");
  await failing;
  expect(await readdir(cache)).toEqual([]);

  await fakeGo(bin);
  expect((await provideEngine(options)).origin).toBe("go");
});

test("ending the process ends its go, frees the lock, and the next run succeeds", async () => {
  const { bin, cacheFolder: cache, options } = await world();
  await fakeGo(bin, `echo $$ > '${bin}/pid'; exec sleep 60`);
  const first = startNode([PROVIDE, bin, cache]);
  const go = await processIdIn(join(bin, "pid"));
  first.child.kill("SIGTERM");
  expect((await first.ended).signal).toBe("SIGTERM");
  await eventually(() => expect(isRunning(go)).toBe(false));

  await fakeGo(bin);
  const startedAt = Date.now();
  expect((await provideEngine(options)).origin).toBe("go");
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  expect(await readdir(cache)).toEqual([expect.stringMatching(/^go-/)]);
}, 30_000);

test("a lock and a draft of a process that was killed are cleared away", async () => {
  const { bin, cacheFolder: cache, options } = await world();
  await fakeGo(bin, `echo $$ > '${bin}/pid'; exec sleep 60`);
  const first = startNode([PROVIDE, bin, cache, "2000"]);
  const go = await processIdIn(join(bin, "pid"));
  first.child.kill("SIGKILL");
  await first.ended;
  process.kill(go, "SIGKILL");
  expect(await readdir(cache)).toEqual(
    expect.arrayContaining(["engine.lock", expect.stringMatching(/^draft-/)]),
  );

  await fakeGo(bin);
  expect((await provideEngine({ ...options, lockStaleMs: 2000 })).origin).toBe("go");
  expect(await readdir(cache)).toEqual([expect.stringMatching(/^go-/)]);
}, 30_000);

test("of two processes one builds; the other waits, says so once and takes the result", async () => {
  const { bin, cacheFolder: cache } = await world();
  await fakeGo(bin, `echo $$ > '${bin}/pid'; until [ -e '${bin}/goOn' ]; do sleep 0.05; done`);
  const first = startNode([PROVIDE, bin, cache]);
  await processIdIn(join(bin, "pid"));
  const second = startNode([PROVIDE, bin, cache]);
  await eventually(() => expect(second.output.stderr).toContain("waiting"));
  await writeFile(join(bin, "goOn"), "");

  expect((await first.ended).code).toBe(0);
  expect((await second.ended).code).toBe(0);
  expect(JSON.parse(first.output.stdout)).toMatchObject({ origin: "go" });
  expect(JSON.parse(second.output.stdout)).toMatchObject({ origin: "cache" });
  expect(second.output.stderr.match(/waiting/g)).toHaveLength(1);
  expect(await countBuilds(bin)).toBe(1);
}, 30_000);

test("the oldest engine is no other, not even a newer one on PATH", async () => {
  const { bin, options } = await world();
  await fakeCommand(join(bin, "pulumi"), sayVersion(`v${ENGINE_VERSION}`));
  await fakeCommand(join(bin, "pulumi-language-nodejs"), "");
  await fakeGo(bin, "", OLDEST_ENGINE_VERSION);
  const engine = await provideEngine({ ...options, ...OLDEST_ENGINE });
  expect(engine).toMatchObject({ origin: "go", version: OLDEST_ENGINE_VERSION });
  expect(await provideEngine({ ...options, ...OLDEST_ENGINE })).toEqual({
    ...engine,
    origin: "cache",
  });
  await fakeCommand(join(bin, "pulumi"), sayVersion(`v${OLDEST_ENGINE_VERSION}`));
  expect((await provideEngine({ ...options, ...OLDEST_ENGINE })).origin).toBe("path");
});
