import { createRequire } from "node:module";
import type { InvokeOutputOptions, Output, ProviderResource } from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";
import { READ, SEARCH, type TestProject } from "../e2e/_project.ts";
import { suiteScope } from "../e2e/_scope.ts";

interface Sdk {
  readonly Provider: new (name: string, settings: Record<string, string>) => ProviderResource;
  getConnectedAppOutput(
    args: { clientId: string } | { clientName: string },
    options: InvokeOutputOptions,
  ): Output<{ clientId: string }>;
}

const sdk: Sdk = createRequire(import.meta.url)("./_node-sdk.cjs");

const scope = suiteScope();
const projects: Record<string, TestProject> = {};

beforeAll(async () => {
  projects.consumer = await scope.project();
  projects.b2b = await scope.project({}, "b2b");
});

test("a look-up asks the project of its provider, and no other", async () => {
  const [consumer, b2b] = [projects.consumer, projects.b2b] as [TestProject, TestProject];
  const named = { client_type: "first_party", client_name: "web" };
  const ids = [await consumer.add(named), await b2b.add(named)].map(({ client_id }) => client_id);
  const stack = await scope.stack(consumer);
  const provider = (name: string, { projectId, secret, url }: TestProject) =>
    new sdk.Provider(name, { projectId, secret, apiUrl: url });
  const outcomes: Record<string, unknown> = {};
  const asked = await b2b.requestsDuring(async () => {
    outcomes.consumer = await consumer.requestsDuring(async () => {
      const { ok, output, outputs } = await stack.up(async () => {
        const [first, second] = [provider("consumer", consumer), provider("b2b", b2b)];
        return {
          byName: sdk.getConnectedAppOutput({ clientName: "web" }, { provider: first }).clientId,
          byId: sdk.getConnectedAppOutput({ clientId: ids[1] ?? "" }, { provider: second })
            .clientId,
        };
      });
      expect(ok, output).toBe(true);
      expect([outputs.byName?.value, outputs.byId?.value]).toEqual(ids);
    });
  });
  expect(outcomes.consumer).toEqual({ [SEARCH]: 1 });
  expect(asked).toEqual({ [READ]: 1 });
});
