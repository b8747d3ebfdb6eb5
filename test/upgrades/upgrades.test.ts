import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connectedAppLifecycle } from "../../provider/src/connected-app/index.ts";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle.ts";
import { organizationConnectedAppsLifecycle } from "../../provider/src/organization-connected-apps/index.ts";
import type { StateResource } from "../e2e/_stack.ts";
import { PROVIDER, recordedResources, recordedVersions } from "./_fixtures.ts";

type Properties = Record<string, unknown>;

/** The properties of every resource differ, so the lifecycles are called as the engine does. */
const LIFECYCLES: Record<string, Lifecycle<Properties, Properties>> = {
  ConnectedApp: connectedAppLifecycle as unknown as Lifecycle<Properties, Properties>,
  OrganizationConnectedApps: organizationConnectedAppsLifecycle as unknown as Lifecycle<
    Properties,
    Properties
  >,
};

const isUnknown = () => false;
const versions = await recordedVersions();
const resources = await Promise.all(
  versions.map(async (version) =>
    (await recordedResources(version)).map((resource) => ({ version, ...partsOf(resource) })),
  ),
);

/** A resource as the engine hands it to the provider: without its text, and the secrets in clear. */
function partsOf({ urn, type, inputs, outputs }: StateResource) {
  const lifecycle = LIFECYCLES[type.split(":").at(-1) ?? ""];
  if (lifecycle === undefined) throw new Error(`No lifecycle serves ${type}`);
  return {
    name: urn.split("::").at(-1) ?? "",
    lifecycle,
    inputs: own(inputs),
    outputs: own(outputs),
  };
}

function own(properties: Properties = {}): Properties {
  const { __provider, ...rest } = properties;
  const clear = (value: unknown) => (isSecret(value) ? "a-secret-that-ends-in-four" : value);
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, clear(value)]));
}

function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && "ciphertext" in value;
}

describe("recorded states", () => {
  it("hold one of every released version, the current one included", async () => {
    const text = await readFile(join(PROVIDER, "package.json"), "utf8");
    expect(versions).toContain(JSON.parse(text).version);
  });

  it.each(versions)(
    "hold every type of client with the least and with every field: %s",
    (version) => {
      const clients = resources.flat().filter((resource) => resource.version === version);
      for (const shape of ["-basic", "-full"]) {
        const types = clients.filter(({ name }) => name.endsWith(shape));
        expect(new Set(types.map(({ inputs }) => inputs.clientType)).size, shape).toBe(4);
      }
    },
  );
});

describe.each(resources.flat())("$name of $version", ({ lifecycle, inputs, outputs }) => {
  it("is let through unchanged", () => {
    expect(lifecycle.check(inputs, isUnknown)).toEqual({ inputs, failures: [] });
  });

  it("does not differ", () => {
    expect(lifecycle.diff(outputs, inputs, isUnknown)).toEqual({ changes: [], replaces: [] });
  });
});
