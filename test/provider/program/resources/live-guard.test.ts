import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";
import { liveGuard } from "../../../../provider/src/program/resources/live-guard.ts";
import { StytchProvider } from "../../../../provider/src/program/resources/stytch-provider.ts";
import { mockEngine, resolved } from "./_mocks.ts";

const LIVE = "project-live-11111111-2222-4333-8444-555555555555";

const TEST = LIVE.replace("live", "test");
const TYPE = ConnectedApp.__pulumiType;

afterEach(async () => {
  await pulumi.runtime.disconnect();
  vi.unstubAllEnvs();
});

/** A monitor that knows hooks, as the engine's does. */
async function engineWithHooks() {
  const registered = await mockEngine();
  const hooks = { registerResourceHook: (_: unknown, done: (e: null) => void) => done(null) };
  Object.assign(pulumi.runtime.getMonitor() as object, hooks);
  return registered;
}

test("a unit test with mocks registers a client of a live project without a hook", async () => {
  vi.stubEnv("STYTCH_PROJECT_ID", LIVE);
  const registered = await mockEngine();
  const app = new ConnectedApp("web", { clientType: "first_party" });
  await resolved(app.urn);
  expect(registered).toHaveLength(1);
});

test.each([
  ["in a test project", TEST, {}],
  ["in no project", "", {}],
  ["that is only read", LIVE, { id: "connected-app-live-1" }],
  ["that the engine forgets and does not delete", LIVE, { retainOnDelete: true }],
])("nothing guards a client %s", async (_title, projectId, options) => {
  vi.stubEnv("STYTCH_PROJECT_ID", projectId);
  await engineWithHooks();
  expect(liveGuard(TYPE, options)).toBeUndefined();
});

describe("beside a stack of a test project, a client", () => {
  type Given = (provider: StytchProvider) => pulumi.CustomResourceOptions;
  const component = (providers: pulumi.ProviderResource[]) =>
    new pulumi.ComponentResource("example:Team", "team", {}, { providers });
  const ways: [string, Given][] = [
    ["by the option provider", (provider) => ({ provider })],
    ["by the option providers", (provider) => ({ providers: [provider] }) as object],
    ["by its parent", (provider) => ({ parent: component([provider]) })],
    [
      "by the parent of its parent",
      (provider) => ({
        parent: new pulumi.ComponentResource("a:B", "b", {}, { parent: component([provider]) }),
      }),
    ],
  ];
  const provider = (projectId: pulumi.Input<string>) =>
    new StytchProvider("other", { projectId, secret: "canary" });

  test.each(ways)("of a live project is guarded where it has it %s", async (_title, given) => {
    vi.stubEnv("STYTCH_PROJECT_ID", TEST);
    await engineWithHooks();
    expect(liveGuard(TYPE, given(provider(LIVE)))).toBeDefined();
    expect(liveGuard(TYPE, given(provider(TEST)))).toBeUndefined();
  });

  test("of a project that may be live is guarded", async () => {
    vi.stubEnv("STYTCH_PROJECT_ID", TEST);
    await engineWithHooks();
    expect(liveGuard(TYPE, { provider: provider(pulumi.output(TEST)) })).toBeDefined();
  });
});

test("beside a stack of a live project, a client of a test project has no guard", async () => {
  vi.stubEnv("STYTCH_PROJECT_ID", LIVE);
  await engineWithHooks();
  const provider = new StytchProvider("other", { projectId: TEST, secret: "canary" });
  expect(liveGuard(TYPE, { provider })).toBeUndefined();
  expect(liveGuard(TYPE, {})).toBeDefined();
});

describe("the guard of a live project that the program names itself", () => {
  const ID = "connected-app-live-1";
  const urn = "urn:pulumi:test::live::ConnectedApp::web";

  /** Judges a deletion, as the engine does before it. */
  async function judge(allowDestructive: pulumi.Input<string>[], projectId = LIVE): Promise<void> {
    vi.stubEnv("STYTCH_PROJECT_ID", TEST);
    await engineWithHooks();
    new StytchProvider("one", { projectId: LIVE, secret: "canary", allowDestructive });
    const [hook] =
      liveGuard(TYPE, {
        provider: new StytchProvider("two", { projectId, secret: "canary" }),
      })?.bind().hooks?.beforeDelete ?? [];
    const doomed = { urn, id: ID, name: "web", type: TYPE, oldOutputs: { projectId } };
    await (hook as pulumi.ResourceHook).callback(doomed);
  }

  test("lets the clients go that its provider gives up", async () => {
    await judge([pulumi.output(ID)]);
  });

  test("refuses others", async () => {
    await expect(judge([`${ID}2`])).rejects.toThrow(
      `[ERR_STYTCH_DESTRUCTIVE] ${ID} is a client of`,
    );
  });

  test("goes neither by another provider nor by the stack, as the deletion will not", async () => {
    const other = LIVE.replace("1111-", "1112-");
    await expect(judge([ID], other)).rejects.toThrow("ERR_STYTCH_DESTRUCTIVE");
    pulumi.runtime.setConfig("stytch:allowDestructive", ID);
    try {
      await expect(judge([])).rejects.toThrow("ERR_STYTCH_DESTRUCTIVE");
    } finally {
      pulumi.runtime.setAllConfig({});
    }
  });
});
