import { afterAll, beforeAll, expect, it } from "vitest";
import { register } from "../e2e/_clients.ts";
import { startProject, type TestProject } from "../e2e/_project.ts";
import { startStack, type TestStack } from "../e2e/_stack.ts";
import { thirdParty } from "./_client.ts";
import { withPack } from "./_with-pack.ts";

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

const AGE = "connected-app-secret-max-age";
const OPEN = "connected-app-rotation-not-left-open";
/** So short that every secret is too old at once. */
const NO_TIME = { warnDays: 1e-9, maxDays: 1e-9 };

it("judges what Stytch and the provider decide as soon as a client exists, including previews", async () => {
  const program = async () => {
    register("partner", thirdParty({ nextSecretVersion: "2" }));
  };
  const none = await withPack(stack, {});
  expect(await stack.preview(program, none)).toMatchObject({ ok: true });
  const up = await stack.up(program, none);
  expect(up).toMatchObject({ ok: true, changes: { create: 2 } });
  expect(up.output).not.toContain(AGE);

  const strict = await withPack(stack, { [AGE]: NO_TIME, [OPEN]: NO_TIME });
  const requests = await project.requestsDuring(async () => {
    const preview = await stack.preview(program, strict);
    expect(preview.ok).toBe(false);
    expect(preview.output).toMatch(new RegExp(`advisory.*${AGE}`));
    expect(preview.output).toMatch(new RegExp(`mandatory.*${OPEN}`));
    expect(preview.output).toContain("secretRotatedAt is 0 days ago");
  });
  expect(requests).toEqual({});

  // The remedy that the message names works while the rule is mandatory.
  const onlyAge = await withPack(stack, { [AGE]: NO_TIME });
  const rotating = await stack.up(program, onlyAge);
  expect(rotating, rotating.output).toMatchObject({ ok: true });
});
