import { beforeAll, describe, expect, test } from "vitest";
import { connectedAppLifecycle } from "../../../provider/src/connected-app/index.ts";
import type { ConnectedAppInputs } from "../../../provider/src/connected-app/model.ts";
import { organizationConnectedAppsLifecycle } from "../../../provider/src/organization-connected-apps/index.ts";
import { ALLOWED_TYPES, CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import { startRig } from "../../provider/_emulator.ts";
import { appsOf, settingsOf } from "../../provider/_operations.ts";
import { startOrganizationRig } from "../../provider/_organization.ts";
import { AS_GIVEN, formingServer } from "../../provider/connected-app/_forming-server.ts";
import { recordedResources, recordedVersions } from "../../upgrades/_fixtures.ts";
import { problemsBy, resource } from "./_schema.ts";

const CONFIDENTIAL: ConnectedAppInputs = {
  clientType: "first_party",
  clientName: "web",
  redirectUrls: ["https://app.example.com/callback"],
};

describe("every output of a client is in the schema", () => {
  const { properties, required } = resource("ConnectedApp");
  const problems = problemsBy(properties, required);
  /** The plugin adds the id. */
  const withId = ({ id, outputs }: { id: string; outputs: object }) => ({
    ...outputs,
    clientId: id,
  });

  test.each(CLIENT_TYPES)("of %s", async (clientType) => {
    const { api } = await startRig();
    const inputs = { clientType, redirectUrls: ["https://app.example.com/callback"] };
    expect(problems(withId(await appsOf(api).create(inputs)))).toEqual([]);
  });

  test("while its secret is rotated, and afterwards", async () => {
    const { api } = await startRig();
    const { id, outputs } = await appsOf(api).create(CONFIDENTIAL);
    const rotating = await appsOf(api).update(id, outputs, {
      ...CONFIDENTIAL,
      nextSecretVersion: "2",
    });
    expect(rotating.outputs.nextClientSecret).toBeDefined();
    expect(problems(withId({ id, ...rotating }))).toEqual([]);
    const rotated = await appsOf(api).update(id, rotating.outputs, {
      ...CONFIDENTIAL,
      secretVersion: "2",
    });
    expect(problems(withId({ id, ...rotated }))).toEqual([]);
  });

  test("where the server holds another form of what was sent, and it may be deleted", async () => {
    const { api } = formingServer({ ...AS_GIVEN, redirectUrls: "WHATWG" });
    const { id, outputs } = await appsOf(api).create({
      ...CONFIDENTIAL,
      redirectUrls: ["https://app.example.com"],
      allowDestructive: "connected-app-live-1",
    });
    expect(outputs).toMatchObject({ requestedFields: {}, allowDestructive: expect.any(String) });
    expect(problems(withId({ id, outputs }))).toEqual([]);
  });

  test("and the check calls each one an output that is not an input", () => {
    const { inputProperties } = resource("ConnectedApp");
    const outputs = Object.keys(properties).filter((name) => !(name in inputProperties));
    const raw = Object.fromEntries(outputs.map((name) => [name, "x"]));
    const { failures } = connectedAppLifecycle.check(
      { clientType: "first_party", ...raw },
      () => false,
    );
    expect(failures.map(({ property, reason }) => [property, reason])).toEqual(
      outputs.map((name) => [name, expect.stringContaining("is an output")]),
    );
  });
});

describe("a preview tells of exactly the outputs that the schema has", () => {
  const surroundings = { projectId: "project-test-1", unknown: "?", isUnknown: () => false };

  test("for a client, beside its id", () => {
    const told = connectedAppLifecycle.expected(CONFIDENTIAL, undefined, surroundings);
    const names = ["clientId", ...Object.keys(told)];
    expect(Object.keys(resource("ConnectedApp").properties).toSorted()).toEqual(names.toSorted());
  });

  test("for an organization's setting", () => {
    const inputs = { organizationId: "acme" };
    const told = organizationConnectedAppsLifecycle.expected(inputs, undefined, surroundings);
    const { properties } = resource("OrganizationConnectedApps");
    expect(Object.keys(properties).toSorted()).toEqual(Object.keys(told).toSorted());
  });
});

test("every output of an organization's setting is in the schema", async () => {
  const { properties, required } = resource("OrganizationConnectedApps");
  const { api, organizationId } = await startOrganizationRig();
  for (const firstPartyConnectedAppsAllowedType of ALLOWED_TYPES) {
    const { outputs } = await settingsOf(api).create({
      organizationId,
      firstPartyConnectedAppsAllowedType,
    });
    expect(problemsBy(properties, required)(outputs)).toEqual([]);
  }
});

describe("every output in a state of the dynamic provider is in the schema", async () => {
  test.each(await recordedVersions())("of version %s", async (version) => {
    const resources = await recordedResources(version);
    expect(resources.length).toBeGreaterThan(5);
    for (const { type, outputs = {} } of resources) {
      const { properties } = resource(type.split(":").at(-1) ?? "");
      const names = Object.keys(outputs).filter((name) => name !== "__provider" && name !== "id");
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(names));
    }
  });
});

describe("what replaces", () => {
  let outputs: Record<string, unknown>;
  beforeAll(async () => {
    outputs = (await appsOf(formingServer(AS_GIVEN).api).create(CONFIDENTIAL)).outputs as never;
  });

  test.each(Object.entries(resource("ConnectedApp").inputProperties))(
    "a client is told of %s",
    (name, { willReplaceOnChanges = false }) => {
      const { replaces } = connectedAppLifecycle.diff(
        outputs as never,
        { ...CONFIDENTIAL, [name]: name === "clientType" ? "third_party" : "other" } as never,
        () => false,
      );
      expect(replaces.includes(name)).toBe(willReplaceOnChanges);
    },
  );

  test.each(Object.entries(resource("OrganizationConnectedApps").inputProperties))(
    "an organization's setting is told of %s",
    (name, { willReplaceOnChanges = false }) => {
      const { replaces } = organizationConnectedAppsLifecycle.diff(
        { organizationId: "acme", resolvedOrganizationId: "organization-test-1" } as never,
        { organizationId: "acme", [name]: "other" } as never,
        () => false,
      );
      expect(replaces.includes(name)).toBe(willReplaceOnChanges);
    },
  );
});

test("the secrets of a client are secrets in every language, and nothing else is", () => {
  const { properties } = resource("ConnectedApp");
  const secrets = Object.keys(properties).filter((name) => properties[name]?.secret);
  expect(secrets.toSorted()).toEqual(["clientSecret", "nextClientSecret"]);
});
