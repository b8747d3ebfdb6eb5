import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";
import { makeAccess, makeApp } from "./_made.ts";
import { mockEngine, resolved } from "./_mocks.ts";

test("a transformation meets each client once, however many outputs are used", async () => {
  const met: string[] = [];
  const count: pulumi.ResourceTransformation = ({ name }) => {
    met.push(name);
    return undefined;
  };
  await mockEngine({ projectId: "project-test-1", status: "active" });
  const app = new ConnectedApp("web", { clientType: "first_party" }, { transformations: [count] });
  await resolved(pulumi.all([app.status, app.projectId, app.logoUrl, app.clientId]));
  expect(met).toEqual(["web"]);
});

test("every output is a property of its resource, as exports need it", async () => {
  expect(Object.keys(await makeApp())).toEqual(
    expect.arrayContaining(["clientId", "clientSecret", "logoUrl", "projectId", "status"]),
  );
  expect(Object.keys(await makeAccess())).toEqual(
    expect.arrayContaining(["resolvedOrganizationId", "projectId", "organizationId"]),
  );
});
