import { status } from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb.js";
import * as proto from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { describe, expect, test } from "vitest";
import { PROJECT_ID, settingsFor } from "../provider/_server.ts";
import { CONNECTED_APP, errorOf, startPlugin, struct, urnOf, valuesOf } from "./_plugin.ts";
import { SECRET, SIGNATURE } from "./_wire.ts";

const SETTINGS = { projectId: PROJECT_ID, secret: "secret-test-canary" };
const PROVIDER = "urn:pulumi:test::project::pulumi:providers:stytch::";

describe("the plugin", () => {
  test("takes secrets and outputs as such, and tells lines to the engine that started it", async () => {
    const { ask, client, engines } = await startPlugin();
    const request = new proto.ProviderHandshakeRequest().setEngineAddress("127.0.0.1:4000");
    const response = await ask(client.handshake, request);
    expect(response.getAcceptSecrets()).toBe(true);
    expect(response.getAcceptOutputs()).toBe(true);
    await ask(client.attach, new PluginAttach().setAddress("127.0.0.1:5000"));
    expect(engines).toEqual(["127.0.0.1:4000", "127.0.0.1:5000"]);
  });

  test("has a version and a schema, and maps no other provider", async () => {
    const { ask, client } = await startPlugin();
    const info = await ask(client.getPluginInfo, new Empty());
    expect(info.getVersion()).toBe("1.2.3");
    const schema = await ask(client.getSchema, new proto.GetSchemaRequest());
    expect(JSON.parse(schema.getSchema())).toEqual({ name: "stytch" });
    const mapping = await ask(client.getMapping, new proto.GetMappingRequest());
    expect([mapping.getProvider(), mapping.getData()]).toEqual(["", ""]);
  });

  test("does not implement what it has no use for", async () => {
    const { ask, client } = await startPlugin();
    const error = await errorOf(ask(client.construct, new proto.ConstructRequest()));
    expect(error.code).toBe(status.UNIMPLEMENTED);
  });

  test("says that it supports previews when it is configured", async () => {
    const { configure } = await startPlugin();
    const response = await configure(settingsFor("http://127.0.0.1:1"));
    expect(response.getSupportspreview()).toBe(true);
    expect(response.getAcceptsecrets()).toBe(true);
    expect(response.getAcceptoutputs()).toBe(true);
  });
});

describe("settings", () => {
  const check = async (news: Record<string, unknown>, name = "default_1_2_3") => {
    const plugin = await startPlugin();
    const request = new proto.CheckRequest().setUrn(PROVIDER + name).setNews(struct(news));
    const response = await plugin.ask(plugin.client.checkConfig, request);
    const failures = response.getFailuresList().map((failure) => failure.toObject());
    return { inputs: valuesOf(response.getInputs()), failures, lines: plugin.lines };
  };

  test("keep their secret as one, though the program gave it in clear", async () => {
    const { inputs, failures, lines } = await check(SETTINGS, "other");
    expect(inputs).toEqual({
      projectId: PROJECT_ID,
      secret: { [SIGNATURE]: SECRET, value: "secret-test-canary" },
    });
    expect(failures).toEqual([]);
    expect(lines).toEqual([]);
  });

  test.each(["default", "default_1_2_3"])(
    "of a stack, in %s, may hold other keys",
    async (name) => {
      const { failures, lines } = await check({ ...SETTINGS, timeout: "1" }, name);
      expect(failures).toEqual([]);
      const urn = PROVIDER + name;
      expect(lines).toMatchObject([
        {
          severity: "warning",
          line: expect.stringContaining("stytch:timeout is not a known configuration key"),
          urn,
        },
      ]);
    },
  );

  test.each(["other", "defaults", "my-default"])("of a program, in %s, may not", async (name) => {
    const { failures } = await check({ ...SETTINGS, timeout: "1" }, name);
    expect(failures).toEqual([
      {
        property: "",
        reason: "timeout is not a setting of the provider; did you mean timeoutSeconds?",
      },
    ]);
  });

  test("that change are shown by name, and replace nothing", async () => {
    const { ask, client } = await startPlugin();
    const diff = async (olds: object, news: object) => {
      const request = new proto.DiffRequest()
        .setOldInputs(struct({ ...olds }))
        .setNews(struct({ ...news }));
      const response = await ask(client.diffConfig, request);
      expect(response.getReplacesList()).toEqual([]);
      const shown: Record<string, unknown> = {};
      response.getDetaileddiffMap().forEach((change, path) => {
        shown[path] = change.getKind();
      });
      const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
      const names = Object.keys(shown);
      expect(response.getDiffsList().sort()).toEqual(names.sort());
      expect(response.getChanges()).toBe(names.length > 0 ? DIFF_SOME : DIFF_NONE);
      return shown;
    };
    const { projectId, secret } = SETTINGS;
    const apiUrl = "https://api.example.com";
    const { ADD, DELETE, UPDATE } = proto.PropertyDiff.Kind;
    expect(await diff({ projectId, secret, apiUrl: null }, { secret, projectId })).toEqual({});
    expect(await diff(SETTINGS, { ...SETTINGS, projectId: "other" })).toEqual({
      projectId: UPDATE,
    });
    expect(await diff(SETTINGS, { projectId })).toEqual({ secret: DELETE });
    expect(await diff({ projectId, secret }, { projectId, secret, apiUrl })).toEqual({
      apiUrl: ADD,
    });
    const marked = { [SIGNATURE]: SECRET, value: secret };
    expect(await diff(SETTINGS, { ...SETTINGS, secret: marked })).toEqual({});
  });
});

describe("a request", () => {
  test.each(["stytch:index:Organization", "toString"])(
    "for the unknown resource %s or function names those that there are",
    async (other) => {
      const plugin = await startPlugin();
      await plugin.configure(settingsFor("http://127.0.0.1:1"));
      for (const call of [
        plugin.check(other, {}),
        plugin.diff(other, "id", {}, {}),
        plugin.create(other, {}),
        plugin.create(other, {}, true),
        plugin.read(other, "id", {}),
        plugin.update(other, "id", {}, {}),
        plugin.delete(other, "id", {}),
      ]) {
        const { code, details } = await errorOf(call);
        expect(code).toBe(status.UNIMPLEMENTED);
        expect(details).toContain(`no resource ${other}; it has ${CONNECTED_APP}, `);
      }
      const { code, details } = await errorOf(plugin.invoke(other, {}));
      expect(code).toBe(status.UNIMPLEMENTED);
      expect(details).toContain("it has getConnectedApp and getConnectedApps.");
    },
  );

  test.each([
    ["no properties", {}, "clientType is required"],
    ["a number for a text", { clientType: 7 }, "clientType must be one of"],
    ["an object for a list", { redirectUrls: { a: 1 } }, "redirectUrls must be"],
    ["null in a list", { redirectUrls: [null] }, "redirectUrls[0] "],
  ])("with %s gets a failure and no error", async (_title, values, expected) => {
    const plugin = await startPlugin();
    await plugin.configure(settingsFor("http://127.0.0.1:1"));
    const response = await plugin.check(CONNECTED_APP, values);
    const reasons = response.getFailuresList().map((failure) => failure.getReason());
    expect(reasons.join("\n")).toContain(expected);
  });

  test("without a single property is answered as well", async () => {
    const plugin = await startPlugin();
    await plugin.configure(settingsFor("http://127.0.0.1:1"));
    const request = new proto.CheckRequest().setUrn(urnOf(CONNECTED_APP));
    const response = await plugin.ask(plugin.client.check, request);
    expect(response.getFailuresList()[0]?.getProperty()).toBe("clientType");
  });

  test("may be as large as a state with many resources", async () => {
    const plugin = await startPlugin();
    await plugin.configure(settingsFor("http://127.0.0.1:1"));
    const clientDescription = "x".repeat(5 * 1024 * 1024);
    const values = { clientType: "first_party", clientDescription };
    const response = await plugin.check(CONNECTED_APP, values);
    expect(valuesOf(response.getInputs())).toMatchObject(values);
  });

  test("without a URN is about no resource", async () => {
    const plugin = await startPlugin();
    await plugin.configure(settingsFor("http://127.0.0.1:1"));
    const { code } = await errorOf(plugin.ask(plugin.client.check, new proto.CheckRequest()));
    expect(code).toBe(status.UNIMPLEMENTED);
  });
});
