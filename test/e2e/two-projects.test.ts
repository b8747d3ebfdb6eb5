import { createEmulator } from "stytch-connected-apps-emulator";
import { beforeAll, expect, it } from "vitest";
import { type Cli, startCli } from "./_cli.ts";
import { door } from "./_door.ts";
import type { ExampleCopy } from "./_example-copy.ts";
import { setUpExample } from "./_example-setup.ts";
import { suiteScope } from "./_scope.ts";

const scope = suiteScope();
let emulator: Awaited<ReturnType<typeof createEmulator>>;
let cli: Cli;
let example: ExampleCopy;

/** Client names of each project. */
async function names(): Promise<string[][]> {
  const { consumer, b2b } = emulator.projects;
  return Promise.all(
    [consumer, b2b].map(async ({ url, projectId, secret }) => {
      const response = await fetch(`${url}/v1/connected_apps/clients/search`, {
        method: "POST",
        headers: {
          authorization: `Basic ${btoa(`${projectId}:${secret}`)}`,
          "content-type": "application/json",
          connection: "close",
        },
        body: "{}",
      });
      const page = (await response.json()) as { connected_apps: { client_name: string }[] };
      return page.connected_apps.map(({ client_name }) => client_name);
    }),
  );
}

async function pulumi(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli.pulumi("--cwd", example.folder, ...args);
  expect(code, stdout + stderr).toBe(0);
  return stdout;
}

beforeAll(async () => {
  emulator = scope.keep(await createEmulator({ port: 0 }), (started) => started.close());
  const STYTCH_API_URL = emulator.projects.consumer.url;
  const environment = { STYTCH_PROJECT_ID: "", STYTCH_SECRET: "", STYTCH_API_URL };
  cli = scope.keep(await startCli(environment), (started) => started.remove());
  example = await scope.example("two-projects");
  await pulumi("stack", "init", "example");
  await setUpExample("examples/two-projects", cli, example.root);
  // Nothing must fall back on the project of the stack.
  await pulumi("config", "set", "--path", "pulumi:disable-default-providers[0]", "*");
});

it("clients of a consumer and a B2B project live side by side in one stack", async () => {
  await pulumi("up", "--yes", "--skip-preview");
  expect(await names()).toEqual([["shop"], ["admin"]]);
  expect(await pulumi("preview")).toContain("5 unchanged");
  expect(await pulumi("refresh", "--yes", "--skip-preview")).toContain("5 unchanged");

  const state = await pulumi("stack", "export");
  for (const { secret } of Object.values(emulator.projects)) expect(state).not.toContain(secret);

  await pulumi("config", "set", "--secret", "businessSecret", "");
  const empty = await cli.pulumi("--cwd", example.folder, "preview");
  expect(empty.code).not.toBe(0);
  expect(empty.stdout + empty.stderr).toMatch(door.noSecret("business"));
  await setUpExample("examples/two-projects", cli, example.root);

  await pulumi("destroy", "--yes", "--skip-preview");
  expect(await names()).toEqual([[], []]);
});
