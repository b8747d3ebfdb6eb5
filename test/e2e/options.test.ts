import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, it } from "vitest";
import { ConnectedApp, type ConnectedAppArgs, door } from "./_door.ts";
import { CREATE, READ, type TestProject, UPDATE } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { Flags, TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
});

const CLIENT = {
  clientType: "first_party",
  clientName: "Web",
  redirectUrls: ["https://app.example.com/"],
} satisfies ConnectedAppArgs;

const outputsOf = ({ clientId, clientSecret, status, projectId, redirectUrls }: ConnectedApp) => ({
  clientId,
  clientSecret,
  status,
  projectId,
  redirectUrls,
});

/** Runs an `up` that must succeed, and gives what it asked and exported. */
async function up(program: pulumi.automation.PulumiFn, flags?: Flags) {
  let outcome: Awaited<ReturnType<TestStack["up"]>> | undefined;
  const requests = await project.requestsDuring(async () => {
    outcome = await stack.up(program, flags);
  });
  expect(outcome, outcome?.output).toMatchObject({ ok: true });
  return { requests, outputs: outcome?.outputs, changes: outcome?.changes };
}

it("aliases give a client another name: nothing is asked or changed, and its outputs stay", async () => {
  const before = await up(async () => outputsOf(new ConnectedApp("web", CLIENT)));
  expect(before.requests).toMatchObject({ [CREATE]: 1 });
  expect(before.outputs).toMatchObject({
    clientSecret: { value: expect.stringMatching(/.{20}/), secret: true },
    status: { value: "active" },
  });
  const after = await up(async () =>
    outputsOf(new ConnectedApp("site", CLIENT, { aliases: [{ name: "web" }] })),
  );
  expect(after.requests).toEqual({});
  expect(after.changes).toEqual({ same: 2 });
  expect(after.outputs).toEqual(before.outputs);
  expect(Object.keys(await stack.apps())).toEqual(["site"]);
});

it("with --target the outputs of clients that take no part are those of the state", async () => {
  const declare = (clientDescription: string) => async () => {
    const site = new ConnectedApp("site", { ...CLIENT, clientDescription });
    const id = site.clientId;
    // Known in the preview too, or the audience of the other would be unknown there.
    const audience = pulumi.interpolate`https://api.example.com/${id}`;
    const api = new ConnectedApp("api", {
      clientType: "third_party",
      clientDescription,
      accessTokenCustomAudience: audience,
    });
    return { ...outputsOf(site), description: site.clientDescription, audience, apiId: api.id };
  };
  const before = await up(declare("one"));
  const urn = `urn:pulumi:test::e2e::${door.token("ConnectedApp")}::api`;
  const preview = await stack.preview(declare("two"), { target: [urn] });
  expect(preview, preview.output).toMatchObject({ ok: true, changes: { update: 1 } });
  const after = await up(declare("two"), { target: [urn] });
  expect(after.requests).toEqual({ [READ]: 1, [UPDATE]: 1 });
  expect(after.outputs).toEqual(before.outputs);
  const [site, api] = await project.clients();
  expect(site).toMatchObject({ client_description: "one" });
  expect(api).toMatchObject({ client_description: "two" });
});
