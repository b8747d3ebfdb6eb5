import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { variablesFor } from "../../../examples/fleet/src/room.ts";
import { readSettings, settingsFile } from "../../../examples/fleet/src/settings.ts";

const ENVIRONMENT = { STYTCH_PROJECT_ID: "project-test-1" };

async function settingsIn(text: string | undefined, environment: NodeJS.ProcessEnv) {
  const folder = await mkdtemp(join(tmpdir(), "stytch-fleet-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (text !== undefined) await writeFile(settingsFile(folder), text);
  return readSettings(folder, environment);
}

async function fingerprintOf(text: string | undefined, environment: NodeJS.ProcessEnv) {
  return (await settingsIn(text, environment)).fingerprint;
}

const settingsOf = (...lines: string[]) =>
  ["config:", ...lines.map((line) => `  ${line}`)].join("\n");

describe("the fingerprint of the settings", () => {
  const budget = "stytch:maxRequestsPerSecond: 10";
  const secret = (text: string) => `stytch:secret: { secure: ${text} }`;

  it("stays the same where only salt, provider, order or the environment's secret differ", async () => {
    const plain = await fingerprintOf(settingsOf(budget, secret("a")), ENVIRONMENT);
    const salted = `encryptionsalt: x\nsecretsprovider: y\n${settingsOf(secret("a"), budget)}`;
    expect(await fingerprintOf(salted, { ...ENVIRONMENT, STYTCH_SECRET: "s" })).toBe(plain);
    expect(await fingerprintOf("encryptionsalt: x", ENVIRONMENT)).toBe(
      await fingerprintOf(undefined, ENVIRONMENT),
    );
  });

  it("differs with the project, wherever it is set, a setting and an encrypted secret", async () => {
    const all = await Promise.all([
      fingerprintOf(settingsOf(budget, secret("a")), ENVIRONMENT),
      fingerprintOf(settingsOf(budget, secret("b")), ENVIRONMENT),
      fingerprintOf(settingsOf(secret("a")), ENVIRONMENT),
      fingerprintOf(settingsOf(budget, secret("a")), { STYTCH_PROJECT_ID: "project-test-2" }),
      fingerprintOf(settingsOf(budget, "stytch:projectId: project-test-3"), ENVIRONMENT),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("the settings", () => {
  it.each([
    [false, undefined, {}],
    [true, "stytch:maxRequestsPerSecond: 10", {}],
    [true, undefined, { STYTCH_MAX_REQUESTS_PER_SECOND: "10" }],
  ])("give each stack a budget of its own: %s (%s, %j)", async (has, line, environment) => {
    const text = line === undefined ? undefined : settingsOf(line);
    expect((await settingsIn(text, environment)).hasBudget).toBe(has);
  });
});

describe("what commands of Pulumi get", () => {
  const parallelWith = (environment: NodeJS.ProcessEnv) =>
    variablesFor(environment).PULUMI_DIY_BACKEND_PARALLEL;

  it("lists stacks one at a time where the backend is a database, or may be", () => {
    expect(parallelWith({ PULUMI_BACKEND_URL: "postgres://host/states" })).toBe("1");
    expect(parallelWith({})).toBe("1");
    expect(parallelWith({ PULUMI_BACKEND_URL: "s3://states" })).toBeUndefined();
  });

  it.each([
    ["file:///states", "file:///states?metadata=skip"],
    ["file://~/states", "file://~/states?metadata=skip"],
    ["file://~", "file://~?metadata=skip"],
    ["file://states", `file://${resolve("states")}?metadata=skip`],
    [
      "file://./states?no_tmp_dir=false",
      `file://${resolve("states")}?no_tmp_dir=false&metadata=skip`,
    ],
    ["file:///states?metadata=", "file:///states?metadata="],
    ["s3://states?region=eu-central-1", "s3://states?region=eu-central-1"],
  ])("names the backend %s for every folder, with as few files as may be", (url, expected) => {
    expect(variablesFor({ PULUMI_BACKEND_URL: url }).PULUMI_BACKEND_URL).toBe(expected);
  });

  it("is what the person says, where they say it", () => {
    const own = { PULUMI_DIY_BACKEND_PARALLEL: "3", GOGC: "100", NODE_COMPILE_CACHE: "here" };
    expect(variablesFor(own)).toMatchObject(own);
    expect(variablesFor({}).GOGC).toBe("400");
  });
});
