import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import {
  ConnectedApp,
  type ConnectedAppArgs,
} from "../../../../provider/src/program/resources/connected-app.ts";
import { mockEngine, resolved } from "./_mocks.ts";

const LEAST: ConnectedAppArgs = { clientType: "first_party" };

/** What the engine is told of one resource. */
async function register(args: ConnectedAppArgs, options?: pulumi.CustomResourceOptions) {
  const registered = await mockEngine();
  const app = new ConnectedApp("web", args, options);
  await resolved(app.urn);
  expect(registered).toHaveLength(1);
  const { type, name, inputs } = registered[0] ?? { type: "", name: "", inputs: {} };
  return { app, type, name, inputs };
}

/** Names of the properties with which the SDK is called. */
async function namedBy(args: ConnectedAppArgs, options?: pulumi.CustomResourceOptions) {
  let named: string[] = [];
  const note: pulumi.ResourceTransformation = ({ props }) => {
    named = Object.keys(props);
    return undefined;
  };
  await mockEngine();
  const app = new ConnectedApp("web", args, { ...options, transformations: [note] });
  await resolved(app.urn);
  return named.sort();
}

/** One value of each output, as a provider returns it. */
const OUTPUTS = {
  clientType: "first_party",
  clientDescription: "what it is for",
  redirectUrls: ["https://app.example.com/callback"],
  postLogoutRedirectUrls: ["https://app.example.com/bye"],
  fullAccessAllowed: true,
  bypassConsentForOfflineAccess: true,
  accessTokenExpiryMinutes: 30,
  accessTokenCustomAudience: "audience",
  accessTokenTemplateContent: '{"a":1}',
  idTokenTemplateContent: '{"i":1}',
  logoUrl: "https://app.example.com/logo.png",
  projectId: "project-test-1",
  status: "active",
  clientSecret: "secret",
  clientSecretLastFour: "cret",
  nextClientSecret: "next",
  nextClientSecretLastFour: "next",
  secretVersion: "1",
  nextSecretVersion: "2",
  secretRotatedAt: "2026-01-01T00:00:00.000Z",
  secretRotationStartedAt: "2026-01-02T00:00:00.000Z",
};

describe("registration", () => {
  test("has the type by which policies know the class", async () => {
    const { type, name } = await register(LEAST);
    expect(type).toBe("pulumi-nodejs:dynamic/stytch:ConnectedApp");
    expect(ConnectedApp.__pulumiType).toBe(type);
    expect(name).toBe("web");
  });

  test("sends what was given, a name and the provider's text, and nothing undefined", async () => {
    const { inputs } = await register({
      clientType: "first_party",
      redirectUrls: ["https://app.example.com/callback"],
      logoUrl: undefined,
    });
    expect(Object.keys(inputs).sort()).toEqual([
      "__provider",
      "clientName",
      "clientType",
      "redirectUrls",
    ]);
    expect(Object.values(inputs)).not.toContain(undefined);
  });

  test("stores a text that is short and the same for all", async () => {
    const registered = await mockEngine();
    const first = new ConnectedApp("first", LEAST);
    const second = new ConnectedApp("second", {
      clientType: "third_party",
      redirectUrls: ["https://other.example"],
    });
    await Promise.all([resolved(first.urn), resolved(second.urn)]);
    const texts = registered.map(({ inputs }) => String(inputs.__provider));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toBe(texts[1]);
    expect(Buffer.byteLength(texts[0] ?? "")).toBeLessThanOrEqual(100);
    expect(texts[0]).toContain('require("pulumi-stytch-connected-apps/dynamic").connectedApp');
  });

  test("asks for the secret to be encrypted, beside what the program asks for", async () => {
    const asked: unknown[] = [];
    const transformation: pulumi.ResourceTransformation = ({ opts }) => {
      asked.push("additionalSecretOutputs" in opts ? opts.additionalSecretOutputs : undefined);
      return undefined;
    };
    await register(LEAST, { transformations: [transformation] });
    await register(LEAST, {
      transformations: [transformation],
      additionalSecretOutputs: ["clientName"],
    });
    expect(asked[0]).toEqual(["clientSecret", "nextClientSecret"]);
    expect([...(asked[1] as string[])].sort()).toEqual([
      "clientName",
      "clientSecret",
      "nextClientSecret",
    ]);
  });

  test("names every output", async () => {
    expect(await namedBy({ ...LEAST, logoUrl: "https://app.example.com/logo.png" })).toEqual(
      ["__provider", "clientName", ...Object.keys(OUTPUTS)].sort(),
    );
  });

  test("sends templates with outputs inside", async () => {
    const { inputs } = await register({
      clientType: "first_party",
      accessTokenTemplateContent: { a: pulumi.output("x"), b: [pulumi.output(1), { c: true }] },
    });
    expect(inputs.accessTokenTemplateContent).toEqual({ a: "x", b: [1, { c: true }] });
  });
});

describe("clientName", () => {
  test.each<[string, ConnectedAppArgs["clientName"] | null, string]>([
    ["absent", undefined, "web"],
    ["null", null, "web"],
    ["empty", "", ""],
    ["given", "My app", "My app"],
    ["an output", pulumi.output("My app"), "My app"],
    ["an empty output", pulumi.output(""), ""],
    ["an undefined output", pulumi.output<string | undefined>(undefined), "web"],
    ["a promise", Promise.resolve("My app"), "My app"],
    ["a promise of nothing", Promise.resolve(undefined), "web"],
  ])("%s", async (_name, clientName, expected) => {
    const { inputs } = await register({ ...LEAST, clientName } as ConnectedAppArgs);
    expect(inputs.clientName).toBe(expected);
  });
});

describe("outputs", () => {
  test("clientId is the id", async () => {
    const { app } = await register(LEAST);
    expect(await resolved(app.clientId)).toBe("id-of-web");
    expect(app.clientId).toBe(app.id);
  });

  test.each(Object.entries(OUTPUTS))("%s is what the provider returns", async (name, value) => {
    await mockEngine(OUTPUTS);
    const app = new ConnectedApp("web", LEAST);
    const output = app[name as keyof typeof OUTPUTS] as pulumi.Output<unknown>;
    expect(await resolved(output)).toEqual(value);
  });

  test("belong to their own client", async () => {
    await mockEngine();
    const [web, cli] = ["web", "cli"].map(
      (name) => new ConnectedApp(name, { ...LEAST, logoUrl: `https://${name}.example.com` }),
    ) as [ConnectedApp, ConnectedApp];
    expect(await resolved(web.logoUrl)).toBe("https://web.example.com");
    expect(await resolved(cli.logoUrl)).toBe("https://cli.example.com");
    expect(await resolved(cli.status)).toBeUndefined();
  });

  test("what the provider leaves out is undefined", async () => {
    const { app } = await register({ clientType: "first_party_public" });
    expect(await resolved(app.clientSecret)).toBeUndefined();
  });
});
