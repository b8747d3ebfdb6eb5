import { describe, expect, test } from "vitest";
import {
  allConnectedApps,
  findConnectedApp,
  listConnectedApps,
} from "../../../../provider/src/connected-app/lookup/lookup.ts";
import { createStytchApi } from "../../../../provider/src/stytch/client.ts";
import { GET, NO_PAUSE, type Rig, SEARCH, startRig } from "../../_emulator.ts";
import { failureOf } from "../../_secrets.ts";
import { json, serveHttp } from "../../_server.ts";

/** A project with a client of each name. */
async function rigWith(...names: string[]): Promise<Rig & { ids: string[] }> {
  const rig = await startRig();
  const ids: string[] = [];
  for (const clientName of names) {
    const clientType = "third_party_public";
    ids.push((await rig.api.createConnectedApp({ clientType, clientName })).clientId);
  }
  await rig.setFaults();
  return { ...rig, ids };
}

describe("findConnectedApp", () => {
  test("gives every field as the server holds it, and never the secret", async () => {
    const rig = await startRig();
    const fields = {
      clientName: "Web",
      clientDescription: "Has it all",
      redirectUrls: ["https://app.example.com/callback"],
      postLogoutRedirectUrls: ["https://app.example.com/bye"],
      fullAccessAllowed: true,
      bypassConsentForOfflineAccess: true,
      accessTokenExpiryMinutes: 15,
      accessTokenCustomAudience: "https://api.example.com",
      accessTokenTemplateContent: '{"plan":{{ user.trusted_metadata.plan }}}',
      idTokenTemplateContent: '{"tier":"gold"}',
      logoUrl: "https://app.example.com/logo.png",
    };
    const { clientId, clientSecret, ...created } = await rig.api.createConnectedApp({
      clientType: "first_party",
      ...fields,
    });
    const rotating = await rig.api.startSecretRotation(clientId);
    const found = await findConnectedApp(rig.api, { clientId });
    expect(found).toEqual({
      ...fields,
      clientId,
      clientType: "first_party",
      projectId: rig.settings.projectId,
      status: created.status,
      clientSecretLastFour: clientSecret.slice(-4),
      nextClientSecretLastFour: rotating.nextClientSecret.slice(-4),
    });
    expect(await findConnectedApp(rig.api, { clientName: "Web" })).toEqual(found);
  });

  test("leaves out the endings of secrets that a public client does not have", async () => {
    const rig = await rigWith("cli");
    const found = await findConnectedApp(rig.api, { clientName: "cli" });
    expect(found.clientType).toBe("third_party_public");
    expect(Object.keys(found)).not.toContain("clientSecretLastFour");
    expect(Object.keys(found)).not.toContain("nextClientSecretLastFour");
  });

  test("by id makes one request, by name one search", async () => {
    const rig = await rigWith("one", "two");
    await findConnectedApp(rig.api, { clientId: rig.ids[1] });
    expect((await rig.stats()).requests).toEqual({ [GET]: 1 });
    await findConnectedApp(rig.api, { clientName: "two" });
    expect((await rig.stats()).requests).toEqual({ [GET]: 1, [SEARCH]: 1 });
  });

  test("compares the whole name, exactly", async () => {
    const rig = await rigWith("Web", "web app", "web");
    expect(await findConnectedApp(rig.api, { clientName: "web" })).toMatchObject({
      clientId: rig.ids[2],
    });
    expect(await failureOf(findConnectedApp(rig.api, { clientName: "we" }))).toMatchObject({
      code: "ERR_STYTCH_NOT_FOUND",
    });
  });

  test("says which client is missing from which project, and among how many", async () => {
    const rig = await rigWith("one", "two");
    const { message } = await failureOf(findConnectedApp(rig.api, { clientName: "three" }));
    expect(message).toContain('getConnectedApp({ clientName: "three" })');
    expect(message).toContain(rig.settings.projectId);
    expect(message).toContain("among its 2;");
  });

  test("says which id is missing, without advice for managed clients", async () => {
    const rig = await startRig();
    const clientId = "connected-app-test-11111111-2222-4333-8444-555555555555";
    const error = await failureOf(findConnectedApp(rig.api, { clientId }));
    expect(error).toMatchObject({
      code: "ERR_STYTCH_NOT_FOUND",
      cause: { errorType: "connected_app_not_found" },
    });
    expect(error.message).toContain(clientId);
    expect(error.message).not.toContain("pulumi refresh");
  });

  test("does not take any 404 for a client that is missing", async () => {
    const server = await serveHttp((_n, response) =>
      json(response, 404, { error_type: "route_not_found", error_message: "no" }),
    );
    const api = createStytchApi(server.settings, NO_PAUSE);
    expect(await failureOf(findConnectedApp(api, { clientId: "id" }))).toMatchObject({
      code: "ERR_STYTCH_API",
    });
  });

  test("refuses a name that several clients have, with their ids", async () => {
    const rig = await rigWith("twin", "only", "twin");
    const error = await failureOf(findConnectedApp(rig.api, { clientName: "twin" }));
    const twins = [rig.ids[0], rig.ids[2]].sort();
    expect(error).toMatchObject({ code: "ERR_STYTCH_AMBIGUOUS", clientIds: twins });
    expect(error.message).toContain("2 clients");
    for (const id of twins) expect(error.message).toContain(id);
    expect(error.message).not.toContain(rig.ids[1]);
  });

  test("lists at most ten of the ids of a name", async () => {
    const rig = await rigWith(...Array.from({ length: 12 }, () => "twin"));
    const error = await failureOf(findConnectedApp(rig.api, { clientName: "twin" }));
    expect(error.message.match(/connected-app-test-/g)).toHaveLength(10);
    expect(error.message).toContain("and 2 more");
    expect(error).toMatchObject({ clientIds: expect.objectContaining({ length: 12 }) });
  });

  test("keeps a secret key out of its errors", async () => {
    const rig = await rigWith("canary-name", "canary-name");
    for (const key of [{ clientName: "canary-name" }, { clientName: "canary-no" }]) {
      const error = await failureOf(findConnectedApp(rig.api, key, { secret: true }));
      expect(error.message).toContain("getConnectedApp({ clientName: [secret] })");
      expect(error.message).not.toContain("canary");
    }
  });

  test.each([
    [undefined, "got neither"],
    [{}, "got neither"],
    [{ clientId: "id", clientName: "name" }, "got both"],
    [{ clientName: "" }, "clientName must be text that is not empty"],
    [{ clientId: null }, "clientId must be text that is not empty"],
    [{ clientName: 5 }, "clientName must be text that is not empty"],
    [{ name: "web" }, "name is not an argument; it has clientId, clientName"],
    ["web", "is not an argument"],
  ])("refuses the arguments %j and sends nothing", async (given, problem) => {
    const rig = await rigWith();
    const error = await failureOf(findConnectedApp(rig.api, given));
    expect(error).toMatchObject({ code: "ERR_STYTCH_ARGUMENTS" });
    expect(error.message).toMatch(/^getConnectedApp: /);
    expect(error.message).toContain(problem);
    expect((await rig.stats()).total).toBe(0);
  });
});

describe("listConnectedApps", () => {
  const namesOf = async (rig: Rig, filter: unknown) =>
    (await listConnectedApps(rig.api, filter)).map(({ clientName }) => clientName);

  test("gives all clients, sorted by name and then id", async () => {
    const rig = await rigWith("b", "a", "C", "a");
    const apps = await listConnectedApps(rig.api, {});
    expect(apps.map(({ clientName }) => clientName)).toEqual(["C", "a", "a", "b"]);
    const [, first, second] = apps.map(({ clientId }) => clientId);
    expect([first, second]).toEqual([rig.ids[1], rig.ids[3]].sort());
  });

  test("gives an empty list where nothing passes", async () => {
    const rig = await startRig();
    expect(await listConnectedApps(rig.api, {})).toEqual([]);
    expect(await listConnectedApps(rig.api, undefined)).toEqual([]);
  });

  test("lets clients pass that pass every filter", async () => {
    const rig = await rigWith("dev-web", "prod-web", "prod-cli", "prod");
    await rig.api.createConnectedApp({ clientType: "first_party", clientName: "prod-own" });
    expect(await namesOf(rig, { clientNamePrefix: "prod-" })).toEqual([
      "prod-cli",
      "prod-own",
      "prod-web",
    ]);
    expect(await namesOf(rig, { clientName: "prod" })).toEqual(["prod"]);
    expect(await namesOf(rig, { clientType: "first_party" })).toEqual(["prod-own"]);
    const both = { clientNamePrefix: "prod-", clientType: "third_party_public" };
    expect(await namesOf(rig, both)).toEqual(["prod-cli", "prod-web"]);
    expect(await namesOf(rig, { ...both, clientName: "prod" })).toEqual([]);
    expect(await namesOf(rig, { clientName: undefined, clientType: "third_party" })).toEqual([]);
  });

  test.each([
    [{ clientTypes: "first_party" }, "clientTypes is not an argument; it has clientType"],
    [{ clientNamePrefix: "" }, "clientNamePrefix must be text that is not empty"],
    [{ clientName: null }, "clientName must be text that is not empty"],
    [{ clientType: "confidential" }, "clientType must be one of first_party, "],
  ])("refuses the filter %j and sends nothing", async (given, problem) => {
    const rig = await rigWith();
    const error = await failureOf(listConnectedApps(rig.api, given));
    expect(error).toMatchObject({ code: "ERR_STYTCH_ARGUMENTS" });
    expect(error.message).toMatch(/^getConnectedApps: /);
    expect(error.message).toContain(problem);
    expect((await rig.stats()).total).toBe(0);
  });
});

describe("pages", () => {
  test("of 2,500 clients take three requests and lose no client", async () => {
    const rig = await startRig();
    const create = (n: number) =>
      rig.api.createConnectedApp({ clientType: "first_party_public", clientName: `client ${n}` });
    for (let n = 0; n < 2500; n += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, k) => create(n + k)));
    }
    await rig.setFaults();
    const apps = await listConnectedApps(rig.api, {});
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 3 });
    expect(new Set(apps.map(({ clientId }) => clientId)).size).toBe(2500);
    expect(apps).toHaveLength(2500);

    const last = apps.find(({ clientName }) => clientName === "client 2499");
    expect(await findConnectedApp(rig.api, { clientName: "client 2499" })).toEqual(last);
    expect((await rig.stats()).requests).toEqual({ [SEARCH]: 6 });
  });

  /** A server with one client a page. */
  function pagesOf(...pages: { id: string; next?: string }[]) {
    return serveHttp((n, response) => {
      const { id, next = null } = pages[n - 1] ?? { id: "too far" };
      const app = { client_id: id, client_type: "first_party", access_token_expiry_minutes: 60 };
      const body = { connected_apps: [app], results_metadata: { total: -1, next_cursor: next } };
      json(response, 200, body);
    });
  }

  test("hold a client once that stands on two of them", async () => {
    const server = await pagesOf({ id: "a", next: "1" }, { id: "a", next: "2" }, { id: "b" });
    const apps = await allConnectedApps(createStytchApi(server.settings, NO_PAUSE));
    expect(apps.map(({ clientId }) => clientId)).toEqual(["a", "b"]);
    const asked = server.requests.map(({ body }): unknown => JSON.parse(body));
    expect(asked).toEqual([
      { limit: 1000 },
      { cursor: "1", limit: 1000 },
      { cursor: "2", limit: 1000 },
    ]);
  });

  test("that lead back to an earlier one are an error", async () => {
    const server = await pagesOf(
      { id: "a", next: "1" },
      { id: "b", next: "2" },
      { id: "c", next: "1" },
    );
    const api = createStytchApi(server.settings, NO_PAUSE);
    expect(await failureOf(allConnectedApps(api))).toMatchObject({ code: "ERR_STYTCH_RESPONSE" });
    expect(server.requests).toHaveLength(3);
  });

  test("without end are an error: after the fiftieth, and one more for each ten clients", async () => {
    const pages = Array.from({ length: 60 }, (_, n) => ({ id: `${n}`, next: `${n}` }));
    const server = await pagesOf(...pages);
    const failure = await failureOf(allConnectedApps(createStytchApi(server.settings, NO_PAUSE)));
    expect(failure).toMatchObject({ code: "ERR_STYTCH_RESPONSE", mayHaveTakenEffect: false });
    expect(failure.message).toMatch(
      /^POST \/v1\/connected_apps\/clients\/search: .*after 55 pages/,
    );
    expect(server.requests).toHaveLength(55);
  });

  test("of one client are fifty at least", async () => {
    const pages = Array.from({ length: 49 }, (_, n) => ({ id: `${n}`, next: `${n}` }));
    const server = await pagesOf(...pages, { id: "49" });
    const apps = await allConnectedApps(createStytchApi(server.settings, NO_PAUSE));
    expect(apps).toHaveLength(50);
  });

  test("of more than 12,000,000 characters are an error, of fewer none", async () => {
    const long = (n: number) => `${n}`.padEnd(5_000_000, "x");
    const server = await pagesOf({ id: long(1), next: "1" }, { id: long(2) });
    const apps = await allConnectedApps(createStytchApi(server.settings, NO_PAUSE));
    expect(apps).toHaveLength(2);
    const endless = await pagesOf(
      { id: long(1), next: "1" },
      { id: long(2), next: "2" },
      { id: long(3), next: "3" },
    );
    const failure = await failureOf(allConnectedApps(createStytchApi(endless.settings, NO_PAUSE)));
    expect(failure.message).toContain("hold more than 12000000 characters");
  });
});
