import type { CustomResourceOptions } from "@pulumi/pulumi";
import { warn } from "@pulumi/pulumi/log/index.js";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { LOCAL_NAMES } from "../../../../provider/src/connected-app/model.ts";
import { FIELD_NAMES as ORGANIZATION_FIELDS } from "../../../../provider/src/organization-connected-apps/model.ts";
import { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";
import { OrganizationConnectedApps } from "../../../../provider/src/program/resources/organization-connected-apps.ts";
import { FIELD_NAMES } from "../../../../provider/src/stytch/connected-app-fields.ts";
import { mockEngine, resolved } from "./_mocks.ts";

vi.mock("@pulumi/pulumi/log/index.js", () => ({ info: vi.fn(), warn: vi.fn() }));

beforeEach(async () => {
  vi.mocked(warn).mockClear();
  await mockEngine();
});

/** The warnings of a client with these options, which all stand at it. */
async function warningsOf(options: CustomResourceOptions): Promise<string[]> {
  const app = new ConnectedApp("web", { clientType: "first_party" }, options);
  await resolved(app.urn);
  const calls = vi.mocked(warn).mock.calls;
  for (const [, resource] of calls) expect(resource).toBe(app);
  return calls.map(([text]) => text);
}

const OUTPUTS = ["status", "projectId", "clientSecret", "nextClientSecret", "secretRotatedAt"];

test("every input of each class, as a path too, passes in silence", async () => {
  const inputs = ["clientType", ...FIELD_NAMES, ...LOCAL_NAMES];
  const paths = ["*", "redirectUrls[0]", '["logoUrl"]', "accessTokenTemplateContent.a"];
  const named = [...inputs, ...paths];
  const hidden = [...named, ...OUTPUTS];
  const additionalSecretOutputs = [...FIELD_NAMES, ...OUTPUTS];
  const options = { ignoreChanges: named, hideDiffs: hidden, additionalSecretOutputs };
  expect(await warningsOf(options)).toEqual([]);
  const ignoreChanges = ["organizationId", ...ORGANIZATION_FIELDS];
  const args = { organizationId: "acme" };
  await resolved(new OrganizationConnectedApps("acme", args, { ignoreChanges }).urn);
  expect(warn).not.toHaveBeenCalled();
});

describe("is warned of with the nearest name", () => {
  test.each([
    ["redirectUrl", "redirectUrls"],
    ["redirectUrl[0]", "redirectUrls"],
    ['["redirectURLs"]', "redirectUrls"],
    ["logo", "logoUrl"],
    ["access_token_expiry_minutes", "accessTokenExpiryMinutes"],
  ])("ignoreChanges of %s", async (path, nearest) => {
    expect(await warningsOf({ ignoreChanges: ["clientName", path] })).toEqual([
      `the option ignoreChanges names ${path}, which is not an input of a ConnectedApp, so it has no effect. Did you mean ${nearest}?`,
    ]);
  });

  test("additionalSecretOutputs of clientDescripton", async () => {
    expect(await warningsOf({ additionalSecretOutputs: ["clientDescripton"] })).toEqual([
      "the option additionalSecretOutputs names clientDescripton, which is not an output of a ConnectedApp, so it has no effect. Did you mean clientDescription?",
    ]);
  });

  test("hideDiffs of logoURL", async () => {
    expect(await warningsOf({ hideDiffs: ["logoURL"] })).toEqual([
      "the option hideDiffs names logoURL, which is not a property of a ConnectedApp, so it has no effect. Did you mean logoUrl?",
    ]);
  });
});

test("an output is not an input, and a name like none gets a warning with all names", async () => {
  const [secret, status, ...others] = await warningsOf({
    ignoreChanges: ["clientSecretLastFour", "zzzzzzzzzzzz"],
  });
  expect(others).toEqual([]);
  expect(secret).toContain("which is not an input");
  for (const name of FIELD_NAMES) expect(status).toContain(name);
});
