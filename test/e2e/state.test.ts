import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CLIENT_TYPES, fullArgs, register } from "./_clients.ts";
import { ConnectedApp, door } from "./_door.ts";
import { filesBelow } from "./_files.ts";
import type { TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
});

const program = async () => {
  const apps = CLIENT_TYPES.map((type) => register(type, fullArgs(type)));
  return { secrets: apps.map(({ clientSecret }) => clientSecret) };
};

describe("what is stored with a client", () => {
  it(`is, of provider texts, ${door.providerTexts}: a short one, the same for all`, async () => {
    await stack.up(program);
    const texts = Object.values(await stack.apps()).flatMap(({ inputs, outputs }) => [
      inputs?.__provider,
      outputs?.__provider,
    ]);
    expect(texts).toHaveLength(8);
    const stored = new Set(texts.filter((text) => text !== undefined));
    expect(stored.size).toBe(door.providerTexts);
    for (const text of stored) expect(Buffer.byteLength(String(text))).toBeLessThanOrEqual(100);
  });

  it("names the client's secrets as secret outputs, for the engine to encrypt", async () => {
    for (const app of Object.values(await stack.apps())) {
      expect(app.additionalSecretOutputs).toEqual(["clientSecret", "nextClientSecret"]);
    }
  });

  it("holds no secret in clear, nor do history, backups and output", async () => {
    const outcome = await stack.up(async () => {
      const outputs = await program();
      register("one-more", { clientType: "first_party" });
      return outputs;
    });
    await project.change(await stack.idOf("first_party"), { client_name: "drift" });
    const refreshed = await stack.refresh();
    const previewed = await stack.preview(program, { diff: true });
    const secrets = ([] as (string | undefined)[])
      .concat(outcome.outputs.secrets?.value as string[])
      .filter((secret) => typeof secret === "string" && secret.length > 20);
    expect(secrets).toHaveLength(2);

    const files = await filesBelow(stack.backend);
    expect(Object.keys(files).some((path) => path.includes("history"))).toBe(true);
    expect(Object.keys(files).some((path) => path.includes("backups"))).toBe(true);
    const texts = {
      ...files,
      export: JSON.stringify(await stack.state()),
      up: outcome.output,
      refresh: refreshed.output,
      preview: previewed.output,
    };
    for (const [place, text] of Object.entries(texts)) {
      for (const secret of [
        ...secrets,
        project.secret,
        btoa(`${project.projectId}:${project.secret}`),
      ]) {
        expect(text.includes(String(secret)), place).toBe(false);
      }
    }
  });

  it("survives an update with its secret unchanged", async () => {
    const before = (await stack.up(program)).outputs.secrets?.value;
    const after = await stack.up(async () => {
      const apps = CLIENT_TYPES.map((type) =>
        register(type, { ...fullArgs(type), clientName: "renamed" }),
      );
      return { secrets: apps.map(({ clientSecret }) => clientSecret) };
    });
    expect(after.changes).toMatchObject({ update: 4 });
    expect(after.outputs.secrets?.value).toEqual(before);
  });

  it("takes so many bytes and no more for the basic client, and names no place but the program's", async () => {
    await stack.up(async () => {
      new ConnectedApp("web", {
        clientType: "first_party",
        redirectUrls: ["https://app.example.com/callback"],
        fullAccessAllowed: true,
        accessTokenExpiryMinutes: 30,
      });
    });
    const app = (await stack.apps()).web;
    const places = [app, ...(app?.stackTrace ?? [])].map((place) => place?.sourcePosition ?? "");
    const isOfProgram = (place: string) => /test\/e2e\/state\.test\.ts#\d+,\d+$/.test(place);
    expect(places.every(isOfProgram)).toBe(!door.hasFramesOfSdk);
    // Times and places are longer on some machines, or at some moments, than on others.
    const varying = { created: "", modified: "", sourcePosition: "", stackTrace: [] };
    expect(Buffer.byteLength(JSON.stringify({ ...app, ...varying }))).toBe(door.stateBytes);
    await stack.destroy();
  });

  it("is whole after a kill that left attributes empty: without that file it is read again", async () => {
    const program = async () => {
      register("web", { clientType: "first_party" });
    };
    await stack.up(program);
    const attributes = join(stack.backend, ".pulumi/stacks/e2e/test.json.attrs");
    await writeFile(attributes, "");
    const unread = await stack.preview(program);
    expect(unread.ok).toBe(false);
    expect(unread.output).toContain("failed to load checkpoint: EOF");

    await rm(attributes);
    expect(await stack.preview(program)).toMatchObject({ ok: true, changes: { same: 2 } });
    await stack.destroy();
  });
});
