import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import {
  ConnectedApp,
  type ConnectedAppArgs,
} from "../../../provider/src/resources/connected-app.ts";
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

  test("names every output, so that the engine's answer resolves it", async () => {
    let named: string[] = [];
    await register(LEAST, {
      transformations: [
        ({ props }) => {
          named = Object.keys(props);
          return undefined;
        },
      ],
    });
    for (const output of ["clientSecret", "clientSecretLastFour", "status", "logoUrl"]) {
      expect(named).toContain(output);
    }
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

  test("are those that the provider returns", async () => {
    await mockEngine({ clientSecret: "s", clientSecretLastFour: "four", status: "active" });
    const app = new ConnectedApp("web", LEAST);
    expect(await resolved(app.clientSecret)).toBe("s");
    expect(await resolved(app.clientSecretLastFour)).toBe("four");
    expect(await resolved(app.status)).toBe("active");
    expect(await resolved(app.clientType)).toBe("first_party");
    expect(await resolved(app.clientName)).toBe("web");
  });

  test("what the provider leaves out is undefined", async () => {
    const { app } = await register({ clientType: "first_party_public" });
    expect(await resolved(app.clientSecret)).toBeUndefined();
  });
});
