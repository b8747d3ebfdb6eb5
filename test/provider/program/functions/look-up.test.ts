import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  getConnectedApp,
  getConnectedAppOutput,
} from "../../../../provider/src/program/functions/get-connected-app.ts";
import {
  getConnectedApps,
  getConnectedAppsOutput,
} from "../../../../provider/src/program/functions/get-connected-apps.ts";
import type { StytchSettings } from "../../../../provider/src/stytch/settings.ts";
import { SEARCH, startRig } from "../../_emulator.ts";
import { expectHidden, failureOf } from "../../_secrets.ts";
import { json, serveHttp } from "../../_server.ts";
import { mockEngine, resolved } from "../resources/_mocks.ts";

function configure(settings: Partial<StytchSettings>, more: Record<string, string> = {}): void {
  const found = Object.entries(settings).map(([key, value]) => [`stytch:${key}`, value]);
  pulumi.runtime.setAllConfig({ ...Object.fromEntries(found), ...more });
}

beforeEach(() => {
  for (const name of ["PROJECT_ID", "SECRET", "API_URL"]) vi.stubEnv(`STYTCH_${name}`, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  pulumi.runtime.setAllConfig({});
});

/** A project with one client, for which the program is configured. */
async function configuredRig(clientName = "web") {
  const rig = await startRig();
  const created = await rig.api.createConnectedApp({ clientType: "first_party", clientName });
  configure(rig.settings);
  return { ...rig, ...created };
}

describe("settings", () => {
  test("come from the stack's configuration", async () => {
    const { clientId } = await configuredRig();
    expect(await getConnectedApp({ clientName: "web" })).toMatchObject({ clientId });
  });

  test("come from the environment where the stack has none", async () => {
    const { settings, clientId } = await configuredRig();
    pulumi.runtime.setAllConfig({});
    vi.stubEnv("STYTCH_PROJECT_ID", settings.projectId);
    vi.stubEnv("STYTCH_SECRET", settings.secret);
    vi.stubEnv("STYTCH_API_URL", settings.apiUrl);
    expect(await getConnectedApp({ clientName: "web" })).toMatchObject({ clientId });
  });

  test("that are missing lead to the same message as for a resource", async () => {
    const error = await failureOf(getConnectedApp({ clientId: "id" }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_SETTINGS" });
    expect(error.message).toMatch(/^\[ERR_STYTCH_SETTINGS\] .*pulumi config set --secret/);
  });

  test("include the time limit", async () => {
    const server = await serveHttp(() => {});
    configure(server.settings, { "stytch:timeoutSeconds": "1.0005" });
    const error = await failureOf(getConnectedApps());
    expect(error).toMatchObject({ code: "ERR_STYTCH_TIMEOUT" });
  });

  test("may change with the program of the process", async () => {
    const first = await configuredRig("first");
    const second = await configuredRig("second");
    expect((await getConnectedApps()).clientIds).toEqual([second.clientId]);
    configure(first.settings);
    expect((await getConnectedApps()).clientIds).toEqual([first.clientId]);
  });
});

test("all look-ups of a program share their connections", async () => {
  const server = await serveHttp((_n, response) => json(response, 200, { connected_apps: [] }));
  configure(server.settings);
  for (let n = 0; n < 9; n += 1) await getConnectedApps({ clientName: `${n}` });
  expect(server.requests).toHaveLength(9);
  expect(server.connections()).toBeLessThan(4);
});

describe("a failure", () => {
  test("has its code, and its message alone is printed where no one catches it", async () => {
    await configuredRig();
    const error = await failureOf(getConnectedApp({ clientName: "wep" }));
    expect(error).toMatchObject({ code: "ERR_STYTCH_NOT_FOUND", name: "ERR_STYTCH_NOT_FOUND" });
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect(error.message).toMatch(
      /^\[ERR_STYTCH_NOT_FOUND\] getConnectedApp\(\{ clientName: "wep"/,
    );
  });

  test("keeps the project's secret", async () => {
    const { settings } = await configuredRig();
    const secret = "another-secret-canary";
    configure({ ...settings, secret });
    const error = await failureOf(getConnectedApps());
    expect(error).toMatchObject({ code: "ERR_STYTCH_API" });
    expectHidden(error, secret, btoa(`${settings.projectId}:${secret}`));
  });

  test("of a bug keeps its stack", async () => {
    const args = Object.defineProperty({}, "clientName", {
      enumerable: true,
      get: () => {
        throw new TypeError("bug");
      },
    });
    await configuredRig();
    const error = await failureOf(getConnectedApps(args));
    expect(error).toBeInstanceOf(TypeError);
    expect(pulumi.RunError.isInstance(error)).toBe(false);
  });
});

describe("the forms with outputs", () => {
  const details = (value: pulumi.Output<unknown>) =>
    Promise.all([resolved(value), pulumi.isSecret(value)]);

  test("wait for their arguments", async () => {
    const { clientId } = await configuredRig();
    const name = pulumi.output(Promise.resolve("web"));
    const app = getConnectedAppOutput({ clientName: name });
    expect(await details(app.clientId)).toEqual([clientId, false]);
    const apps = getConnectedAppsOutput({ clientName: name });
    expect(await details(apps.clientIds)).toEqual([[clientId], false]);
  });

  test("list without filters", async () => {
    const { clientId } = await configuredRig();
    expect(await resolved(getConnectedAppsOutput().clientIds)).toEqual([clientId]);
  });

  test("are secret for secret arguments", async () => {
    await configuredRig("canary-name");
    const app = getConnectedAppOutput({ clientName: pulumi.secret("canary-name") });
    expect(await details(app.status)).toEqual(["active", true]);
  });

  test("wait for the resources that they depend on", async () => {
    const { api, setFaults, stats } = await configuredRig();
    await mockEngine();
    class Late extends pulumi.CustomResource {
      constructor(name: string, before: Promise<unknown>) {
        super("test:index:Late", name, { before });
      }
    }
    await setFaults();
    const { promise, resolve } = Promise.withResolvers<void>();
    const late = new Late("late", promise);
    const apps = getConnectedAppsOutput({}, { dependsOn: [late] });
    const alone = getConnectedAppsOutput({}, { dependsOn: late });
    await resolved(getConnectedAppsOutput());
    expect((await stats()).requests).toEqual({ [SEARCH]: 1 });
    await api.createConnectedApp({ clientType: "third_party", clientName: "late" });
    resolve();
    expect(await resolved(apps.clientIds)).toHaveLength(2);
    expect(await resolved(alone.clientIds)).toHaveLength(2);
  });
});
