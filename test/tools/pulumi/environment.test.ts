import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ENGINE_VERSION, engineEnvironment } from "../../../tools/pulumi/src/index.ts";
import { temporaryFolder } from "./_fakes.ts";

const CACHED = {
  root: "/cache/x",
  version: ENGINE_VERSION,
  origin: "cache",
  command: "/cache/x/bin/pulumi",
} as const;

test("keeps state and plugins in the repository, and creates the state folder", async () => {
  const repository = await temporaryFolder();
  const env = engineEnvironment(repository, {});
  expect(env).toMatchObject({
    PULUMI_HOME: join(repository, ".pulumi-local", "home"),
    PULUMI_CONFIG_PASSPHRASE: "development",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    GOGC: "400",
  });
  const state = fileURLToPath(env.PULUMI_BACKEND_URL ?? "");
  expect((await stat(state)).isDirectory()).toBe(true);
  expect(state).toBe(join(repository, ".pulumi-local", "state"));
});

test("what is set already stays, an empty passphrase too", async () => {
  const given = {
    PULUMI_HOME: "/home",
    PULUMI_BACKEND_URL: "s3://bucket",
    PULUMI_CONFIG_PASSPHRASE: "",
    GOGC: "100",
    OTHER: "1",
  };
  expect(engineEnvironment(await temporaryFolder(), given)).toMatchObject(given);
});

test("a passphrase file is not overruled by the default passphrase", async () => {
  const env = engineEnvironment(await temporaryFolder(), { PULUMI_CONFIG_PASSPHRASE_FILE: "/p" });
  expect(env).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE");
});

test("a backend of the user's own gets no passphrase that everyone knows", async () => {
  const env = engineEnvironment(await temporaryFolder(), { PULUMI_BACKEND_URL: "s3://bucket" });
  expect(env).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE");
});

test("a cached engine, then the repository's programs, then the rest of PATH, each once", async () => {
  const repository = await temporaryFolder();
  const programs = join(repository, "node_modules", ".bin");
  const env = engineEnvironment(repository, { PATH: `/usr/bin:${programs}:/bin` }, CACHED);
  expect(env.PATH).toBe(`/cache/x/bin:${programs}:/usr/bin:/bin`);
});

test("an engine on PATH stays where it is: a foreign node may be beside it", async () => {
  const repository = await temporaryFolder();
  const engine = {
    ...CACHED,
    root: undefined,
    origin: "path",
    command: "/usr/bin/pulumi",
  } as const;
  const env = engineEnvironment(repository, { PATH: "/bin:/usr/bin" }, engine);
  expect(env.PATH).toBe(`${join(repository, "node_modules", ".bin")}:/bin:/usr/bin`);
});
