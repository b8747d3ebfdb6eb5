import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, test, vi } from "vitest";
import { ConnectedApp } from "../../../provider/src/resources/connected-app.ts";
import { liveGuard } from "../../../provider/src/resources/live-guard.ts";
import { mockEngine, resolved } from "./_mocks.ts";

const LIVE = "project-live-11111111-2222-4333-8444-555555555555";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A monitor that knows hooks, as the engine's does. */
async function engineWithHooks() {
  const registered = await mockEngine();
  Object.assign(pulumi.runtime.getMonitor() as object, { registerResourceHook: () => {} });
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
  ["in a test project", LIVE.replace("live", "test"), {}],
  ["in no project", "", {}],
  ["that is only read", LIVE, { id: "connected-app-live-1" }],
  ["that the engine forgets and does not delete", LIVE, { retainOnDelete: true }],
])("nothing guards a client %s", async (_title, projectId, options) => {
  vi.stubEnv("STYTCH_PROJECT_ID", projectId);
  await engineWithHooks();
  expect(liveGuard(options)).toBeUndefined();
});
