import * as pulumi from "@pulumi/pulumi";
import { warn } from "@pulumi/pulumi/log/index.js";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";
import { OrganizationConnectedApps } from "../../../../provider/src/program/resources/organization-connected-apps.ts";
import { resolved } from "./_mocks.ts";

vi.mock("@pulumi/pulumi/log/index.js", () => ({ info: vi.fn(), warn: vi.fn() }));

/** Ids that the engine gives, by the name of the resource; the name itself where there is none. */
let ids: Record<string, string>;

beforeEach(async () => {
  ids = { web: "connected-app-test-1", site: "connected-app-test-1" };
  vi.mocked(warn).mockClear();
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs, id }) => ({ id: id || (ids[name] ?? name), state: inputs }),
    call: () => ({}),
  });
  const hooks = { registerResourceHook: (_: unknown, done: (e: null) => void) => done(null) };
  Object.assign(pulumi.runtime.getMonitor() as object, hooks);
});

const client = (name: string, options?: pulumi.CustomResourceOptions) =>
  new ConnectedApp(name, { clientType: "first_party" }, options);

async function settled(...resources: pulumi.CustomResource[]): Promise<void> {
  for (const { id } of resources) await resolved(id);
  await new Promise(setImmediate);
}

test("the later of two resources that have one client gets one warning, which names both", async () => {
  const [web, other, site] = [client("web"), client("other"), client("site")];
  await settled(web, other, site);
  expect(vi.mocked(warn).mock.calls).toEqual([
    [
      "site and web both manage connected-app-test-1, so they overwrite each other's changes. Remove one of the two from the program; the other keeps it.",
      site,
    ],
  ]);
});

test("two resources of one organization are named too", async () => {
  ids = { acme: "organization-test-1", twin: "organization-test-1" };
  const [acme, twin] = ["acme", "twin"].map(
    (name) => new OrganizationConnectedApps(name, { organizationId: name }),
  ) as [OrganizationConnectedApps, OrganizationConnectedApps];
  await settled(acme, twin);
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^twin and acme both manage organization-test-1,/),
    twin,
  );
});

describe("nothing is said", () => {
  test("of clients that differ", async () => {
    ids = {};
    await settled(client("web"), client("site"));
    expect(warn).not.toHaveBeenCalled();
  });

  test("of the next run in the same process", async () => {
    await settled(client("web"));
    const hooks = pulumi.runtime.getMonitor() as { registerResourceHook?: unknown };
    const { registerResourceHook } = hooks;
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: ids[name] ?? name, state: inputs }),
      call: () => ({}),
    });
    Object.assign(pulumi.runtime.getMonitor() as object, { registerResourceHook });
    await settled(client("site"));
    expect(warn).not.toHaveBeenCalled();
  });
});
