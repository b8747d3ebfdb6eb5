import * as proto from "@pulumi/pulumi/proto/provider_pb.js";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../provider/src/service/index.ts";
import type { ConnectedAppFields } from "../../provider/src/stytch/api.ts";
import { CREATE, DELETE, GET, PUT } from "../provider/_emulator.ts";
import { configured, INPUTS, made } from "./_made.ts";
import {
  CONNECTED_APP,
  errorOf,
  keptOf,
  ORGANIZATION,
  struct,
  urnOf,
  valuesOf,
} from "./_plugin.ts";
import { OUTPUT, SECRET, SIGNATURE } from "./_wire.ts";

const secret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });
const ANY_SECRET = secret(expect.any(String));
const { DIFF_NONE } = proto.DiffResponse.DiffChanges;

describe("check", () => {
  const failuresOf = (response: proto.CheckResponse) =>
    response.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()]);

  test("names a client like its resource, keeps marks, and leaves out what means nothing", async () => {
    const { plugin } = await configured();
    const output = { [SIGNATURE]: OUTPUT, value: "https://x.example/", dependencies: ["urn:a"] };
    const response = await plugin.check(CONNECTED_APP, {
      clientType: "first_party",
      clientDescription: secret("hidden"),
      logoUrl: output,
      accessTokenCustomAudience: "",
      redirectUrls: [],
    });
    expect(failuresOf(response)).toEqual([]);
    expect(valuesOf(response.getInputs())).toEqual({
      clientType: "first_party",
      clientName: "web",
      clientDescription: secret("hidden"),
      logoUrl: output,
    });
  });

  test("takes the name from the end of the URN, and the type from the last of its parents", async () => {
    const { plugin } = await configured();
    const urn = `urn:pulumi:test::project::my:Team$${CONNECTED_APP}::a::b`;
    const request = new proto.CheckRequest()
      .setUrn(urn)
      .setNews(struct({ clientType: "first_party" }));
    const response = await plugin.ask(plugin.client.check, request);
    expect(valuesOf(response.getInputs()).clientName).toBe("a::b");
  });

  test("gives failures the property, without its path, unless it holds a secret", async () => {
    const { plugin } = await configured();
    const response = await plugin.check(CONNECTED_APP, {
      clientType: "first_party",
      redirectUrls: ["https://a.example.com/", "bad"],
      postLogoutRedirectUrls: ["canary", secret("canary")],
      clientName: 7,
    });
    const failures = failuresOf(response);
    expect(failures.map(([property]) => property).sort()).toEqual([
      "",
      "",
      "clientName",
      "redirectUrls",
    ]);
    const places = failures.map(([, reason]) => reason?.split(" ")[0]).sort();
    expect(places).toEqual([
      "clientName",
      "postLogoutRedirectUrls[0]",
      "postLogoutRedirectUrls[1]",
      "redirectUrls[1]",
    ]);
    expect(JSON.stringify(failures)).not.toContain("canary");
  });

  test("warns at the resource of what is likely a mistake, and tells of a take-over", async () => {
    const { plugin } = await configured();
    await plugin.check(CONNECTED_APP, {
      ...INPUTS,
      clientDescription: "Client of undefined",
      adoptClientId: "connected-app-test-11111111-2222-4333-8444-555555555555",
    });
    const urn = urnOf(CONNECTED_APP);
    expect(plugin.lines).toHaveLength(2);
    expect(plugin.lines).toEqual(
      expect.arrayContaining([
        { severity: "info", line: expect.stringContaining("is to be taken over"), urn },
        { severity: "warning", line: expect.stringMatching(/^clientDescription says undef/), urn },
      ]),
    );
  });
});

describe("create", () => {
  test("previews what is known, and makes it so", async () => {
    const { rig, plugin } = await configured();
    const inputs = { ...INPUTS, clientDescription: secret("hidden") };
    const preview = valuesOf((await plugin.create(CONNECTED_APP, inputs, true)).getProperties());
    expect((await rig.stats()).total).toBe(0);
    expect(preview).toMatchObject({
      ...inputs,
      clientId: UNKNOWN,
      status: UNKNOWN,
      clientSecret: secret(UNKNOWN),
      nextClientSecret: null,
      projectId: rig.settings.projectId,
      accessTokenExpiryMinutes: 60,
    });

    const response = await plugin.create(CONNECTED_APP, inputs);
    const [client] = await rig.clients();
    const outputs = valuesOf(response.getProperties());
    expect(response.getId()).toBe(client?.clientId);
    expect(outputs).toMatchObject({
      ...inputs,
      clientId: client?.clientId,
      status: "active",
      clientSecret: ANY_SECRET,
    });
    expect(outputs).not.toHaveProperty("nextClientSecret");
  });

  test("keeps from outputs which resources an input came from, but that it is a secret", async () => {
    const { plugin } = await configured();
    const response = await plugin.create(CONNECTED_APP, {
      ...INPUTS,
      clientName: { [SIGNATURE]: OUTPUT, value: "web", secret: true, dependencies: ["urn:a"] },
    });
    expect(valuesOf(response.getProperties()).clientName).toEqual(secret("web"));
  });

  test("hides what the program asked for where the server made another form of a secret", async () => {
    const { plugin } = await configured({ habits: { redirect_url_form: "whatwg" } });
    const redirectUrls = ["https://a.example.com"];
    for (const [given, requestedFields] of [
      [redirectUrls, { redirectUrls }],
      [[secret("https://a.example.com")], secret({ redirectUrls })],
    ]) {
      const response = await plugin.create(CONNECTED_APP, { ...INPUTS, redirectUrls: given });
      expect(valuesOf(response.getProperties())).toMatchObject({ requestedFields });
    }
  });

  test("of a client that Stytch refuses makes none", async () => {
    const { rig, plugin } = await configured();
    await rig.setFaults({ route: CREATE, status: 400 });
    const { details, metadata } = await errorOf(plugin.create(CONNECTED_APP, INPUTS));
    expect(details).toMatch(/^\[ERR_STYTCH_API\] POST /);
    expect(metadata.get("grpc-status-details-bin")).toEqual([]);
  });
});

describe("read", () => {
  test("finds nothing new of a client that is as it was, and keeps the inputs as written", async () => {
    const { plugin, id, state } = await made();
    const inputs = { ...INPUTS, accessTokenExpiryMinutes: 60, clientDescription: secret("") };
    const response = await plugin.read(CONNECTED_APP, id, state, inputs);
    expect(response.getId()).toBe(id);
    expect(valuesOf(response.getInputs())).toEqual(inputs);
    expect(valuesOf(response.getProperties())).toEqual({ ...state, clientDescription: secret("") });
  });

  test("finds what others changed, for inputs and outputs, and hides what was a secret", async () => {
    const { rig, plugin, id } = await made();
    const inputs = { ...INPUTS, clientName: secret("web") };
    const kept = valuesOf((await plugin.create(CONNECTED_APP, inputs)).getProperties());
    const ofOther = String(kept.clientId);
    expect(ofOther).not.toBe(id);
    const [held] = (await rig.clients()).filter(({ clientId }) => clientId === ofOther);
    await rig.api.updateConnectedApp(ofOther, { ...fieldsOf(held), clientName: "drift" });
    const response = await plugin.read(CONNECTED_APP, ofOther, kept, inputs);
    expect(valuesOf(response.getProperties()).clientName).toEqual(secret("drift"));
    expect(valuesOf(response.getInputs()).clientName).toEqual(secret("drift"));
  });

  test("imports a client whose program then says the same, also without a name", async () => {
    const { rig, plugin } = await configured();
    const { clientId } = await rig.api.createConnectedApp({ clientType: "first_party" });
    const response = await plugin.read(CONNECTED_APP, clientId, {});
    const [inputs, state] = [valuesOf(response.getInputs()), valuesOf(response.getProperties())];
    expect(inputs).toEqual({ clientType: "first_party", clientName: "" });
    expect(state).toMatchObject({ clientId, clientName: "", status: "active" });
    const checked = await plugin.check(CONNECTED_APP, inputs, inputs);
    const diff = await plugin.diff(CONNECTED_APP, clientId, state, valuesOf(checked.getInputs()));
    expect(diff.getChanges()).toBe(DIFF_NONE);
  });

  test("drops a client that is gone, and refuses to import one that is not there", async () => {
    const { rig, plugin, id, state } = await made();
    await rig.api.deleteConnectedApp(id);
    expect((await plugin.read(CONNECTED_APP, id, state, INPUTS)).getId()).toBe("");
    const { details } = await errorOf(plugin.read(CONNECTED_APP, id, {}));
    expect(details).toContain(id);
  });
});

describe("update", () => {
  test("previews what is known, and makes it so", async () => {
    const { rig, plugin, id, state } = await made();
    const news = { ...INPUTS, clientName: "other" };
    await rig.setFaults();
    const preview = await plugin.update(CONNECTED_APP, id, state, news, true);
    expect((await rig.stats()).total).toBe(0);
    expect(valuesOf(preview.getProperties())).toMatchObject({ ...state, clientName: "other" });
    const response = await plugin.update(CONNECTED_APP, id, state, news);
    expect((await rig.stats()).requests).toEqual({ [GET]: 1, [PUT]: 1 });
    expect(valuesOf(response.getProperties())).toEqual({ ...state, clientName: "other" });
  });

  test("that stops half way keeps what it made", async () => {
    const { rig, plugin, id, state } = await made();
    const complete = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate";
    await rig.setFaults({ route: complete, status: 400 });
    const news = { ...INPUTS, secretVersion: "2" };
    const error = await errorOf(plugin.update(CONNECTED_APP, id, state, news));
    expect(error.details).toMatch(/^\[ERR_STYTCH_API\] /);
    expect(keptOf(error)).toMatchObject({
      id,
      reasons: [error.details],
      properties: { clientId: id, nextSecretVersion: "2", nextClientSecret: ANY_SECRET },
    });
  });

  test("tells at the resource what others changed that it leaves", async () => {
    const { rig, plugin, id, state } = await made();
    const [held] = await rig.clients();
    await rig.api.updateConnectedApp(id, { ...fieldsOf(held), logoUrl: "https://a.example/l" });
    await plugin.update(CONNECTED_APP, id, state, { ...INPUTS, clientName: "other" });
    expect(plugin.lines).toEqual([
      {
        severity: "info",
        line: expect.stringContaining("others changed logoUrl at Stytch"),
        urn: urnOf(CONNECTED_APP),
      },
    ]);
  });
});

describe("delete", () => {
  test("deletes by one call", async () => {
    const { rig, plugin, id, state } = await made();
    await rig.setFaults();
    await plugin.delete(CONNECTED_APP, id, state);
    expect((await rig.stats()).requests).toEqual({ [DELETE]: 1 });
    expect(await rig.clients()).toEqual([]);
  });

  test("of a client of another project is refused", async () => {
    const { plugin, id, state } = await made();
    const elsewhere = { ...state, projectId: "project-test-00000000-0000-4000-8000-00000000ffff" };
    const { details } = await errorOf(plugin.delete(CONNECTED_APP, id, elsewhere));
    expect(details).toContain(`${id} belongs to project-test-`);
  });
});

describe("an organization's setting", () => {
  test("has no name of its own, is previewed, and keeps what the program gave", async () => {
    const { rig, plugin } = await configured();
    const checked = await plugin.check(ORGANIZATION, { organizationId: "acme" });
    expect(valuesOf(checked.getInputs())).toEqual({ organizationId: "acme" });
    const inputs = { organizationId: "acme", firstPartyConnectedAppsAllowedType: "NOT_ALLOWED" };
    const preview = await plugin.create(ORGANIZATION, inputs, true);
    expect(valuesOf(preview.getProperties())).toEqual({
      organizationId: "acme",
      resolvedOrganizationId: UNKNOWN,
      projectId: rig.settings.projectId,
      firstPartyConnectedAppsAllowedType: "NOT_ALLOWED",
      allowedFirstPartyConnectedApps: [],
      thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
      allowedThirdPartyConnectedApps: [],
      requestedFields: null,
    });
  });
});

/** What an update sends of a client. */
function fieldsOf(client: object | undefined) {
  const {
    clientId,
    clientType,
    status,
    clientSecretLastFour,
    nextClientSecretLastFour,
    ...fields
  } = client as Record<string, unknown>;
  return fields as unknown as ConnectedAppFields;
}
