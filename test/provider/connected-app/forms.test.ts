import { describe, expect, test } from "vitest";
import { isSameContent } from "../../../provider/src/connected-app/forms.ts";
import { connectedAppLifecycle as lifecycle } from "../../../provider/src/connected-app/index.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import { SERVER_DEFAULTS } from "../../../provider/src/stytch/connected-app-fields.ts";
import { StytchNetworkError } from "../../../provider/src/stytch/errors.ts";
import { HIDDEN_AUDIENCES, MISLEADING } from "../../_escaped-keys.ts";
import { appsOf } from "../_operations.ts";
import { failureOf } from "../_secrets.ts";
import { AS_GIVEN, formingServer } from "./_forming-server.ts";

const A = "https://a.example.com/cb";
const B = "https://b.example.com/cb";
const INPUTS: ConnectedAppInputs = {
  clientType: "first_party_public",
  clientName: "web",
  redirectUrls: [A, B],
};
const changesOf = (outputs: ConnectedAppOutputs, inputs: ConnectedAppInputs) =>
  lifecycle.diff(outputs, inputs, () => false).changes;

describe("a URL that a server keeps or adds", () => {
  test("stays a difference where the program has removed it", async () => {
    const server = formingServer(AS_GIVEN);
    const merging: StytchApi = {
      ...server.api,
      updateConnectedApp: (id, fields) =>
        server.api.updateConnectedApp(id, { ...fields, redirectUrls: [A, B] }),
    };
    const { id, outputs } = await appsOf(merging).create(INPUTS);
    const removed = { ...INPUTS, redirectUrls: [A] };
    const updated = await appsOf(merging).update(id, outputs, removed);
    expect(updated.outputs.redirectUrls).toEqual([A, B]);
    expect(changesOf(updated.outputs, removed)).toEqual(["redirectUrls"]);
  });

  test("stays a difference where no one asked for it", async () => {
    const server = formingServer(AS_GIVEN);
    const adding: StytchApi = {
      ...server.api,
      createConnectedApp: async (body) => ({
        ...(await server.api.createConnectedApp(body)),
        redirectUrls: [A, B, "https://foreign.example.com/cb"],
      }),
    };
    const { outputs } = await appsOf(adding).create(INPUTS);
    expect(changesOf(outputs, INPUTS)).toEqual(["redirectUrls"]);
  });

  test("is a form where the server only left some out", async () => {
    const server = formingServer({ ...AS_GIVEN, redirectUrls: "one only" });
    const { outputs } = await appsOf(server.api).create(INPUTS);
    expect(outputs.redirectUrls).toEqual([A]);
    expect(changesOf(outputs, INPUTS)).toEqual([]);
  });
});

test("a client has the defaults that are promised, whatever a server would choose, with one POST", async () => {
  const server = formingServer(AS_GIVEN);
  const choosing: StytchApi = {
    ...server.api,
    createConnectedApp: (app) =>
      server.api.createConnectedApp({
        fullAccessAllowed: true,
        bypassConsentForOfflineAccess: true,
        accessTokenExpiryMinutes: 30,
        ...app,
      }),
  };
  const { outputs, notes } = await appsOf(choosing).create({ clientType: "first_party_public" });
  expect(server.callsSince()).toEqual(["search", "create"]);
  expect(outputs).toMatchObject(SERVER_DEFAULTS);
  expect(outputs).not.toHaveProperty("requestedFields");
  expect(notes).toBeUndefined();
});

test("an update of another field sends the value that the server holds, not the one that it cut", async () => {
  const server = formingServer({ ...AS_GIVEN, accessTokenExpiryMinutes: "at most 60" });
  const inputs = { ...INPUTS, accessTokenExpiryMinutes: 600 };
  const { id, outputs } = await appsOf(server.api).create(inputs);
  const sent: unknown[] = [];
  const later: StytchApi = {
    ...server.api,
    updateConnectedApp: (clientId, fields) => {
      sent.push(fields.accessTokenExpiryMinutes);
      return server.api.updateConnectedApp(clientId, fields);
    },
  };
  await appsOf(later).update(id, outputs, { ...inputs, clientDescription: "changed" });
  expect(sent).toEqual([60]);
});

test("an update of another field sends a spelling that the server took, not its own", async () => {
  const server = formingServer({ ...AS_GIVEN, idTokenTemplateContent: "with spaces" });
  const inputs = { ...INPUTS, idTokenTemplateContent: '{"a":1}' };
  const { id, outputs } = await appsOf(server.api).create(inputs);
  expect(outputs.idTokenTemplateContent).toBe('{ "a": 1}');
  const sent: unknown[] = [];
  const later: StytchApi = {
    ...server.api,
    updateConnectedApp: (clientId, fields) => {
      sent.push(fields.idTokenTemplateContent);
      return server.api.updateConnectedApp(clientId, fields);
    },
  };
  await appsOf(later).update(id, outputs, { ...inputs, clientDescription: "changed" });
  expect(sent).toEqual(['{"a":1}']);
});

describe("a list that others changed, on a server with forms", () => {
  const MINE = "https://Mine.example.com";
  const FOREIGN = "https://foreign.example.com/";
  const inputs = { ...INPUTS, redirectUrls: [B, MINE] };

  async function changedElsewhere() {
    const server = formingServer({
      ...AS_GIVEN,
      redirectUrls: "sorted, WHATWG, without duplicates",
    });
    const { id, outputs } = await appsOf(server.api).create(inputs);
    server.edit(id, { redirectUrls: [FOREIGN, MINE] });
    const read = await appsOf({ ...server.api }).read(id, outputs);
    if (!read) throw new Error("the client is gone");
    // The engine takes an ignored input from those that the refresh stored.
    const ignoring = { ...inputs, redirectUrls: read.inputs.redirectUrls as string[] };
    return { server, id, read, ignoring };
  }

  test("is nothing to write where the program leaves it", async () => {
    const { server, id, read, ignoring } = await changedElsewhere();
    expect(ignoring.redirectUrls).toEqual([FOREIGN, MINE]);
    expect(changesOf(read.outputs, ignoring)).toEqual([]);
    server.callsSince();
    const { outputs } = await appsOf(server.api).update(id, read.outputs, ignoring);
    expect(outputs).toEqual(read.outputs);
    expect(server.callsSince()).toEqual([]);
    const again = await appsOf({ ...server.api }).read(id, outputs);
    expect(again?.outputs).toEqual(outputs);
  });

  test("is sent in the author's words with a change of another field, and stays the others'", async () => {
    const { server, id, read, ignoring } = await changedElsewhere();
    const changed = { ...ignoring, clientDescription: "changed" };
    const { outputs, notes } = await appsOf(server.api).update(id, read.outputs, changed);
    expect(server.held(id)).toMatchObject({
      redirectUrls: [FOREIGN, "https://mine.example.com/"],
      clientDescription: "changed",
    });
    expect(changesOf(outputs, changed)).toEqual([]);
    expect(notes).toBeUndefined();
  });

  test("is a difference where the program does not leave it, and set back", async () => {
    const { server, id, read } = await changedElsewhere();
    expect(changesOf(read.outputs, inputs)).toEqual(["redirectUrls"]);
    const { outputs } = await appsOf(server.api).update(id, read.outputs, inputs);
    expect(outputs.redirectUrls).toEqual([B, "https://mine.example.com/"]);
    expect(changesOf(outputs, inputs)).toEqual([]);
  });
});

test("outputs have the fields of the write, whatever a rotation after it saw", async () => {
  const server = formingServer({ ...AS_GIVEN, redirectUrls: "WHATWG" });
  const inputs: ConnectedAppInputs = {
    ...INPUTS,
    clientType: "first_party",
    redirectUrls: ["https://a.example.com"],
  };
  const { id, outputs } = await appsOf(server.api).create(inputs);
  const behind = server.held(id);
  const rotating: StytchApi = {
    ...server.api,
    startSecretRotation: async () => ({ ...behind, nextClientSecret: "secret-2" }),
  };
  const changed = {
    ...inputs,
    redirectUrls: ["https://b.example.com"],
    nextSecretVersion: "2",
  };
  const updated = await appsOf(rotating).update(id, outputs, changed);
  expect(updated.problem).toBeUndefined();
  expect(updated.outputs.redirectUrls).toEqual(["https://b.example.com/"]);
});

describe("a create whose response is lost", () => {
  const lost = () => new StytchNetworkError({ method: "POST", path: "/" }, "broke.", true);

  test("does not take the client of a name that is written otherwise", async () => {
    const server = formingServer(AS_GIVEN);
    const api: StytchApi = {
      ...server.api,
      async createConnectedApp(body) {
        await server.api.createConnectedApp({ ...body, clientName: "web: A" });
        throw lost();
      },
    };
    const creating = appsOf(api).create({ ...INPUTS, clientName: "Web: A" });
    expect(await failureOf(creating)).toMatchObject({ candidates: ["connected-app-test-1"] });
  });

  test("names no client that another create of the run has made meanwhile", async () => {
    const server = formingServer({ ...AS_GIVEN, accessTokenExpiryMinutes: "always 5" });
    const { promise: responded, resolve: respond } = Promise.withResolvers<void>();
    let looks = 0;
    const api: StytchApi = {
      ...server.api,
      async createConnectedApp(body) {
        if (body.clientName === "never made") throw lost();
        const created = await server.api.createConnectedApp(body);
        await responded;
        return created;
      },
      async searchConnectedApps(page) {
        looks += 1;
        // The last look of the lost create sees the client whose response is still on its way.
        if (looks === 6) setTimeout(respond, 10);
        return server.api.searchConnectedApps(page);
      },
    };
    const apps = appsOf(api);
    const [made, never] = await Promise.allSettled([
      apps.create({ ...INPUTS, clientName: "made", accessTokenExpiryMinutes: 600 }),
      apps.create({ ...INPUTS, clientName: "never made", accessTokenExpiryMinutes: 600 }),
    ]);
    expect(made.status).toBe("fulfilled");
    expect(never).toMatchObject({ status: "rejected", reason: { candidates: [] } });
  });
});

test("a template is compared by the keys that stand in it, escaped or not", () => {
  const same = (left: string, right: string) =>
    isSameContent("accessTokenTemplateContent", left, right);
  for (const before of MISLEADING) expect(same(before, "{}")).toBe(false);
  for (const template of HIDDEN_AUDIENCES) {
    const plain = template.replace(/\\u00../g, (one) => JSON.parse(`"${one}"`));
    expect(same(template, plain)).toBe(true);
    for (const other of MISLEADING) expect(same(template, other)).toBe(false);
  }
});
