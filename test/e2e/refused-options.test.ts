import * as pulumi from "@pulumi/pulumi";
import { ConnectedApp, type ConnectedAppArgs } from "pulumi-stytch-connected-apps";
import { beforeAll, expect, it } from "vitest";
import type { TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
  const made = await stack.up(async () => {
    const site = new ConnectedApp("site", { ...CLIENT, clientDescription: "to be left out" });
    new ConnectedApp("api", { clientType: "third_party" }, { dependsOn: site });
  });
  expect(made, made.output).toMatchObject({ ok: true });
});

const CLIENT = {
  clientType: "first_party",
  clientName: "Web",
  redirectUrls: ["https://app.example.com/"],
} satisfies ConnectedAppArgs;

/** Both ways in which a program can add options to resources that are made already. */
const ways: [string, (name: string, options: object) => pulumi.automation.PulumiFn][] = [
  [
    "a transformation",
    (name, options) => async () => {
      pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
        type === ConnectedApp.__pulumiType ? { props, opts: { ...opts, ...options } } : undefined,
      );
      new ConnectedApp(name, CLIENT);
    },
  ],
  [
    "a transform",
    (name, options) => async () => {
      pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
        type === ConnectedApp.__pulumiType ? { props, opts: { ...opts, ...options } } : undefined,
      );
      new ConnectedApp(name, CLIENT);
    },
  ],
];

it.each(ways)(
  "%s that adds import, or replaceOnChanges, cannot adopt or replace",
  async (_way, add) => {
    const [site, api] = await project.clients();
    for (const name of ["new", "site"]) {
      const taken = await stack.preview(add(name, { import: api?.client_id }));
      expect(taken.ok, taken.output).toBe(false);
      expect(taken.output).toContain("code must be a string, not undefined");
    }
    const own = await stack.preview(add("site", { import: site?.client_id }));
    expect(own, own.output).toMatchObject({ ok: true, changes: { update: 1 } });
    const replaced = await stack.preview(add("site", { replaceOnChanges: ["*"] }));
    expect(replaced, replaced.output).toMatchObject({ ok: true, changes: { update: 1 } });
  },
);
