import { type CustomResourceOptions, secret } from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { ConnectedApp, type ConnectedAppArgs, door } from "./_door.ts";
import { CREATE, READ, SEARCH, type TestProject, UPDATE } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const declare = (options?: CustomResourceOptions) => async () => {
  const args: ConnectedAppArgs = {
    clientType: "first_party",
    redirectUrls: [
      "https://web.example.com",
      "https://App.example.com",
      "https://b.example.com/cb",
    ],
    postLogoutRedirectUrls: [secret("https://canary.example.com")],
    accessTokenTemplateContent: { email: "{{ user.email }}", a: 1 },
  };
  new ConnectedApp("web", args, options);
};
const program = declare();

describe("a stack on a server that writes values in its own form", () => {
  const scope = suiteScope();
  let project: TestProject;
  let stack: TestStack;

  beforeAll(async () => {
    project = await scope.project({
      habits: { redirect_url_form: "whatwg", url_list_order: "sorted", template_form: "spaced" },
    });
    stack = await scope.stack(project);
  });

  test("is created with one POST", async () => {
    const requests = await project.requestsDuring(async () => {
      const { ok, output } = await stack.up(program);
      expect(ok, output).toBe(true);
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
  });

  test("is not changed by a second up, a refresh or a preview", async () => {
    const requests = await project.requestsDuring(async () => {
      const up = await stack.up(program);
      expect(up.changes, up.output).toEqual({ same: 2 });
    });
    expect(requests).toEqual({});
    const refresh = await stack.refresh();
    expect(refresh.changes, refresh.output).toEqual({ same: 2 });
    const preview = await stack.preview(program, { diff: true });
    expect(preview.changes, preview.output).toEqual({ same: 2 });
    expect(preview.output).not.toMatch(/redirectUrls|TemplateContent/);
  });

  test("keeps what the program asked for encrypted, as it may be a secret", async () => {
    const { web } = await stack.apps();
    expect(web?.outputs?.requestedFields).toMatchObject({ ciphertext: expect.any(String) });
    expect(JSON.stringify(await stack.state())).not.toContain("canary");
  });

  test("shows the one URL that others changed, and sets it back with one PUT", async () => {
    const id = await stack.idOf("web");
    await project.change(id, {
      redirect_urls: [
        "https://web.example.com",
        "https://foreign.example.com",
        "https://b.example.com/cb",
      ],
    });
    await stack.refresh();
    const preview = await stack.preview(program, { diff: true });
    expect(preview.changes, preview.output).toEqual({ same: 1, update: 1 });
    const changed = preview.output.split("\n").filter((line) => /^ +~ /.test(line));
    expect(changed.map((line) => line.trim().replace(/ +:/, ":"))).toEqual([
      `~ ${door.token("ConnectedApp")}: (update)`,
      "~ redirectUrls: [",
      '~ [1]: "https://foreign.example.com/" => "https://App.example.com"',
      "~ 1 to update",
    ]);
    expect(JSON.stringify(await stack.state())).not.toContain("canary");
    const requests = await project.requestsDuring(() => stack.up(program));
    expect(requests).toEqual({ [READ]: 1, [UPDATE]: 1 });
    const { changes, output } = await stack.up(program);
    expect(changes, output).toEqual({ same: 2 });
  });

  test("has nothing to write where others changed a list that the program ignores", async () => {
    await project.change(await stack.idOf("web"), {
      redirect_urls: ["https://web.example.com", "https://foreign.example.com"],
    });
    const refresh = await stack.refresh();
    expect(refresh.changes, refresh.output).toEqual({ same: 1, update: 1 });
    const requests = await project.requestsDuring(async () => {
      const { changes, output } = await stack.up(declare({ ignoreChanges: ["redirectUrls"] }));
      expect(changes, output).toEqual({ same: 2 });
    });
    expect(requests).toEqual({});
    const preview = await stack.preview(program);
    expect(preview.changes, preview.output).toEqual({ same: 1, update: 1 });
  });
});
