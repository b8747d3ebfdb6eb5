import * as pulumi from "@pulumi/pulumi";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { register } from "./_clients.ts";
import { ConnectedApp } from "./_door.ts";
import { CREATE, SEARCH, type TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
});

describe("values that a preview does not know", () => {
  const program = async () => {
    const first = new ConnectedApp("first", { clientType: "first_party" });
    const id = first.clientId;
    new ConnectedApp("second", {
      clientType: id.apply(() => "third_party" as const),
      clientDescription: pulumi.interpolate`uses ${id}`,
      redirectUrls: ["https://known.example.com/", pulumi.interpolate`https://${id}.example.com/`],
      postLogoutRedirectUrls: id.apply((text) => [`https://${text}.example.com/bye`]),
      accessTokenExpiryMinutes: id.apply(() => 45),
      accessTokenCustomAudience: id,
      accessTokenTemplateContent: { of: { client: id }, user: "{{ user.user_id }}" },
    });
  };
  beforeAll(async () => {
    stack = await scope.stack(project);
  });

  it("pass the preview without a call", async () => {
    const requests = await project.requestsDuring(async () => {
      expect(await stack.preview(program)).toMatchObject({ ok: true, changes: { create: 3 } });
    });
    expect(requests).toEqual({});
  });

  it("arrive at the server once they are known", async () => {
    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(program)).toMatchObject({ ok: true });
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 2 });
    const apps = await stack.apps();
    const id = apps.first?.id;
    expect(await project.client(apps.second?.id ?? "")).toMatchObject({
      client_type: "third_party",
      client_description: `uses ${id}`,
      redirect_urls: ["https://known.example.com/", `https://${id}.example.com/`],
      post_logout_redirect_urls: [`https://${id}.example.com/bye`],
      access_token_expiry_minutes: 45,
      access_token_custom_audience: id,
      access_token_template_content: `{"of":{"client":"${id}"},"user":{{ user.user_id }}}`,
    });
  });

  it("are the same at the next run", async () => {
    expect(await stack.up(program)).toMatchObject({ ok: true, changes: { same: 3 } });
  });

  it("show as a replacement where the type of an existing client becomes unknown", async () => {
    const outcome = await stack.preview(async () => {
      const first = new ConnectedApp("first", { clientType: "first_party" });
      const third = new ConnectedApp("third", { clientType: "first_party" });
      register("second", { clientType: third.id, redirectUrls: first.id.apply(() => []) });
    });
    expect(outcome).toMatchObject({ ok: true, changes: { replace: 1, create: 1 } });
  });
});

describe("outputs that are no arguments", () => {
  let seen: unknown[];
  let transformed: string[];
  const program = async () => {
    pulumi.runtime.registerStackTransformation(({ type, name }) => {
      if (type === ConnectedApp.__pulumiType) transformed.push(name);
      return undefined;
    });
    pulumi.runtime.registerResourceTransform(({ type, name }) => {
      if (type === ConnectedApp.__pulumiType) transformed.push(`${name} again`);
      return undefined;
    });
    const app = new ConnectedApp(
      "app",
      { clientType: "first_party" },
      { additionalSecretOutputs: ["logoUrl"] },
    );
    app.status.apply((status) => seen.push(status));
    new ConnectedApp("other", {
      clientType: "third_party",
      clientDescription: pulumi.interpolate`beside a client of ${app.accessTokenExpiryMinutes} minutes`,
    });
    const { projectId: project, logoUrl: logo, clientSecretLastFour: ending } = app;
    return { project, logo, ending, app };
  };
  beforeAll(async () => {
    stack = await scope.stack(project);
  });
  beforeEach(() => {
    seen = [];
    transformed = [];
  });

  it("are unknown while the client is previewed", async () => {
    const outcome = await stack.preview(program);
    expect(outcome, outcome.output).toMatchObject({ ok: true, changes: { create: 3 } });
    expect(seen).toEqual([]);
  });

  it("are what Stytch holds, secret where that is asked for, and depended on", async () => {
    const outcome = await stack.up(program);
    expect(outcome.ok, outcome.output).toBe(true);
    expect(outcome.outputs).toEqual({
      project: { secret: false, value: project.projectId },
      logo: { secret: true, value: "" },
      ending: { secret: false, value: expect.stringMatching(/^.{4}$/) },
      app: expect.objectContaining({ value: expect.objectContaining({ status: "active" }) }),
    });
    const root = (await stack.state()).deployment.resources.find(isStack);
    expect(root?.outputs?.app).toMatchObject({
      clientId: expect.stringMatching(/^connected-app-test-/),
      status: "active",
      projectId: project.projectId,
      clientSecret: { ciphertext: expect.any(String) },
    });
    expect(seen).toEqual(["active"]);
    const { app, other } = await stack.apps();
    expect(other?.outputs?.clientDescription).toBe("beside a client of 60 minutes");
    expect(other?.dependencies).toEqual([app?.urn]);
    expect(transformed.sort()).toEqual(["app", "app again", "other", "other again"]);
  });

  it("are known in a preview without a change", async () => {
    expect(await stack.preview(program)).toMatchObject({ ok: true, changes: { same: 3 } });
    expect(seen).toEqual(["active"]);
  });
});

function isStack({ type }: { type: string }): boolean {
  return type === "pulumi:pulumi:Stack";
}

describe("secrets", () => {
  const CANARY = "canary-in-a-description";

  beforeAll(async () => {
    stack = await scope.stack(project, {
      environment: { STYTCH_SECRET: "", STYTCH_PROJECT_ID: "" },
    });
    await stack.setConfig("stytch:projectId", project.projectId);
    await stack.setConfig("stytch:secret", project.secret, true);
    await stack.setConfig("description", CANARY, true);
  });

  it("of the configuration reach the server and stay encrypted in the state", async () => {
    const outcome = await stack.up(async () => {
      const app = new ConnectedApp("app", {
        clientType: "first_party",
        clientDescription: new pulumi.Config().requireSecret("description"),
      });
      return { description: app.clientDescription, secret: app.clientSecret, name: app.clientName };
    });
    expect(outcome.ok, outcome.output).toBe(true);
    expect(outcome.outputs).toMatchObject({
      description: { secret: true, value: CANARY },
      secret: { secret: true },
      name: { secret: false, value: "app" },
    });
    const app = (await stack.apps()).app;
    expect((await project.client(app?.id ?? ""))?.client_description).toBe(CANARY);
    const state = JSON.stringify(await stack.state());
    expect(state).not.toContain(CANARY);
    expect(state).not.toContain(project.secret);
    expect(state).not.toContain(String(outcome.outputs.secret?.value));
    expect(outcome.output).not.toContain(CANARY);
  });

  it("are not printed when they are malformed", async () => {
    const outcome = await stack.preview(async () => {
      new ConnectedApp("app", {
        clientType: "first_party",
        clientName: pulumi.secret(`${CANARY}\n`),
        redirectUrls: pulumi.secret([`http://${CANARY}.example.com/`]),
        accessTokenTemplateContent: pulumi.secret(`{"${CANARY}"`),
      });
    });
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("redirectUrls[0]");
    expect(outcome.output).not.toContain(CANARY);
  });
});
