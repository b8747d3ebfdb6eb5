import { expect, test, vi } from "vitest";
import { createProjectConnection } from "../../../provider/src/service/project-connection.ts";
import { StytchSettingsError } from "../../../provider/src/stytch/errors.ts";
import { startRig } from "../_emulator.ts";
import { failureOf } from "../_secrets.ts";
import { json, serveHttp } from "../_server.ts";
import { configOf, INPUTS, newProvider } from "../engine/_provider.ts";

test("calls before configure wait for it", async () => {
  const rig = await startRig();
  const { provider } = newProvider();
  const order: string[] = [];
  const calls = Promise.all([
    provider.check({}, INPUTS).then(({ failures }) => order.push(`check ${failures.length}`)),
    provider.create(INPUTS).then(() => order.push("create")),
  ]);
  await new Promise((resolve) => setTimeout(resolve, 10));
  order.push("configure");
  await provider.configure(configOf(rig.settings));
  await calls;
  expect(order).toEqual(["configure", "check 0", "create"]);
});

test("calls before configure get its problem", async () => {
  const { provider } = newProvider();
  const check = provider.check({}, INPUTS);
  const create = failureOf(provider.create(INPUTS));
  await provider.configure(configOf({}));
  expect((await check).failures).toHaveLength(1);
  expect((await create).message).toContain("[ERR_STYTCH_SETTINGS]");
});

test("diff needs no project", async () => {
  const { provider } = newProvider();
  await provider.configure(configOf({}));
  expect(await provider.diff("id", INPUTS, INPUTS)).toEqual({ changes: false, replaces: [] });
});

test("one api object serves the process", async () => {
  const rig = await startRig();
  const { connection } = newProvider();
  connection.configure(configOf(rig.settings).config.get);
  const [first, second] = await Promise.all([connection.api(), connection.api()]);
  expect(second).toBe(first);
  expect(await connection.api()).toBe(first);
});

test("the first configuration counts", async () => {
  const rig = await startRig();
  const { connection } = newProvider();
  connection.configure(configOf(rig.settings).config.get);
  connection.configure(() => undefined);
  expect(await connection.problem()).toBeUndefined();
  expect(await (await connection.api()).whoami()).toMatchObject({
    projectId: rig.settings.projectId,
  });
});

test("the environment is what was handed in", async () => {
  const rig = await startRig();
  const { connection } = newProvider({
    STYTCH_PROJECT_ID: rig.settings.projectId,
    STYTCH_SECRET: rig.settings.secret,
    STYTCH_API_URL: rig.settings.apiUrl,
  });
  connection.configure(() => undefined);
  await (await connection.api()).whoami();
  expect((await rig.stats()).total).toBe(1);
});

test("a problem with the settings is a value for checks and an error for calls", async () => {
  const connection = createProjectConnection({}, () => {});
  connection.configure(() => undefined);
  expect(await connection.problem()).toBeInstanceOf(StytchSettingsError);
  expect(await failureOf(connection.api())).toBe(await connection.problem());
});

test("a bug while configuring fails every call, and leaves none waiting", async () => {
  const { provider } = newProvider();
  const bug = new TypeError("bug");
  const early = failureOf(provider.check({}, INPUTS));
  const get = () => {
    throw bug;
  };
  await provider.configure({ config: { get } });
  expect(await early).toBe(bug);
  expect(await failureOf(provider.check({}, INPUTS))).toBe(bug);
  expect(await failureOf(provider.create(INPUTS))).toBe(bug);
});

test("timeoutSeconds bounds an attempt", async () => {
  const server = await serveHttp(() => {});
  const { provider } = newProvider();
  await provider.configure(configOf(server.settings, { "stytch:timeoutSeconds": "1.0005" }));
  const error = await failureOf(provider.create(INPUTS));
  expect(error.message).toContain("[ERR_STYTCH_TIMEOUT]");
  expect(server.requests).toHaveLength(1);
});

test("timeoutSeconds bounds a call with its waits", async () => {
  const server = await serveHttp((_n, response) => json(response, 429, {}, { "retry-after": "2" }));
  const { provider, lines } = newProvider();
  await provider.configure(configOf(server.settings, { "stytch:timeoutSeconds": "1" }));
  const error = await failureOf(provider.create(INPUTS));
  expect(error.message).toMatch(/^\[ERR_STYTCH_API\] .*429/);
  expect(server.requests).toHaveLength(1);
  expect(lines).toEqual([]);
});

test("a long wait is told to the person who waits", async () => {
  const server = await serveHttp((_n, response) =>
    json(response, 429, {}, { "retry-after": "60" }),
  );
  const { provider, lines } = newProvider();
  await provider.configure(configOf(server.settings));
  // No one waits for its end: the wait does not outlive the test.
  provider.create(INPUTS).catch(() => {});
  await vi.waitFor(() => expect(lines).toHaveLength(1));
  expect(lines[0]).toContain("60 s");
});

test("the configuration bounds the requests on their way", async () => {
  const server = await serveHttp((_n, response) => {
    setTimeout(() => json(response, 500, {}), 10);
  });
  const { provider } = newProvider();
  await provider.configure(configOf(server.settings, { "stytch:maxConcurrentRequests": "2" }));
  await Promise.all(Array.from({ length: 8 }, () => failureOf(provider.create(INPUTS))));
  expect(server.mostAtOnce()).toBe(2);
});

test("the configuration bounds the requests in a second", async () => {
  const server = await serveHttp((_n, response) => json(response, 400, {}));
  const { provider } = newProvider();
  await provider.configure(configOf(server.settings, { "stytch:maxRequestsPerSecond": "0.1" }));
  const { projectId } = server.settings;
  const failures = ["a", "b"].map((id) => failureOf(provider.delete(id, { projectId })));
  await Promise.race(failures);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.requests).toHaveLength(1);
});
