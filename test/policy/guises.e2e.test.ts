import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startProject, type TestProject } from "../e2e/_project.ts";
import { startStack, type TestStack } from "../e2e/_stack.ts";
import { GUISES } from "./_guises.ts";
import { INNOCENT } from "./_innocent-resources.ts";
import { withPack } from "./_with-pack.ts";

const SETTINGS = {
  // The first error of a level that stops a program would hide the rest of it.
  "connected-apps": { profile: "advisory" },
  "connected-app-secret-outputs-marked": "disabled",
};

let project: TestProject;
let stack: TestStack;
beforeAll(async () => {
  project = await startProject();
  stack = await startStack(project);
});
afterAll(async () => {
  await stack.remove();
  await project.close();
});

describe("a dangerous client under another guise is found", () => {
  /** Rule and resource of all that is found. */
  let found: string[];
  beforeAll(async () => {
    const flags = await withPack(stack, SETTINGS);
    const preview = await stack.preview(async () => {
      for (const [name, [, guise]] of Object.entries(GUISES)) guise(name);
    }, flags);
    expect(preview, preview.output).toMatchObject({ ok: true });
    const advisory = /\[advisory\] \[severity: \w+\] {2}(\S+) {2}\(\S+: (\S+)\)/g;
    found = [...preview.output.matchAll(advisory)].map(([, rule, name]) => `${rule} ${name}`);
  });

  it.each(Object.entries(GUISES))("%s", (name, [rule]) => {
    expect(found.filter((one) => one.endsWith(` ${name}`))).toContain(`${rule} ${name}`);
  });
});

it("what is not a client passes, and so does what reads clients", async () => {
  const flags = await withPack(stack, SETTINGS);
  const preview = await stack.preview(async () => {
    for (const [name, guise] of Object.entries(INNOCENT)) guise(name);
  }, flags);
  expect(preview, preview.output).toMatchObject({ ok: true });
  expect(preview.output).not.toMatch(/\[(?:mandatory|advisory|remediate)\]/);
  expect(preview.changes.create).toBeGreaterThanOrEqual(Object.keys(INNOCENT).length);
});
