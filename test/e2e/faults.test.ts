import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { changedResponses } from "./_changed-responses.ts";
import { register } from "./_clients.ts";
import { ConnectedApp, door } from "./_door.ts";
import { CREATE, DELETE, SEARCH, startProject, type TestProject } from "./_project.ts";
import { suiteScope, testScope } from "./_scope.ts";
import { smokeWith } from "./_smoke.ts";
import { credentials, type TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
});
afterEach(async () => {
  await project.setFaults([]);
  await stack.forget();
  for (const { client_id } of await project.clients()) await project.remove(client_id);
});

const program = async () => {
  register("app", { clientType: "first_party" });
};
const NAME = "Lost and found";
const exported = async () => {
  const redirectUrls = ["https://app.example.com/callback"];
  const app = register("app", { clientType: "first_party", clientName: NAME, redirectUrls });
  return { id: app.clientId, secret: app.clientSecret };
};
const rotated = async () => {
  register("app", { clientType: "first_party", nextSecretVersion: "2" });
};
const keptSecret = async () => ({
  secret: register("app", { clientType: "first_party" }).clientSecret,
});

/** A stack of one test, whose server's responses about clients a proxy changes. */
async function stackBehind(name: string, change: Parameters<typeof changedResponses>[1]) {
  const own = testScope();
  const proxy = own.keep(await changedResponses(project.url, change), ({ close }) => close());
  const environment = { ...credentials(project), STYTCH_API_URL: proxy.url };
  return { proxy, stack: await own.stack(project, { environment, name }) };
}

describe("a create", () => {
  it("waits as long as a 429 asks, says so, and creates one client", async () => {
    await project.setFaults([{ route: CREATE, status: 429, retryAfter: 3, times: 1 }]);
    const requests = await project.requestsDuring(async () => {
      const outcome = await stack.up(program);
      expect(outcome.ok).toBe(true);
      expect(outcome.output).toContain(
        "Stytch: POST /v1/connected_apps/clients: rate limit reached (429), next try in 3 s",
      );
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 2 });
    expect(await project.clients()).toHaveLength(1);
  });

  it.each([
    ["the connection breaks after it took effect", { drop: "after" }],
    ["the response is not JSON", { body: "malformed" }],
    ["the response is cut", { body: "truncated" }],
  ])("finds its client again when %s, with a secret that works", async (_title, fault) => {
    await project.setFaults([{ route: CREATE, ...fault }]);
    const requests = await project.requestsDuring(async () => {
      const outcome = await stack.up(exported);
      expect(outcome.ok, outcome.output).toBe(true);
      expect(outcome.output).toMatch(
        RegExp(`${door.told}connected-app-\\S+: the \\w+ to its creation was lost`),
      );
      expect(outcome.output).not.toContain(NAME);
      const { id, secret } = outcome.outputs;
      expect(await smokeWith(project, id?.value, secret?.value)).toBe("works");
    });
    expect(requests).toMatchObject({ [SEARCH]: 2, [CREATE]: 1 });
    const [client, ...others] = await project.clients();
    expect(others).toEqual([]);
    expect((await stack.apps()).app?.id).toBe(client?.client_id);
    expect(await stack.preview(exported)).toMatchObject({ ok: true, changes: { same: 2 } });
  });

  it.each([
    ["the connection breaks before", { drop: "before" }, 6],
    ["the server fails", { status: 500 }, 3],
    ["a gateway fails", { status: 502 }, 6],
  ])(
    "is not retried when %s; the error says that none was created",
    async (_title, fault, looks) => {
      await project.setFaults([{ route: CREATE, ...fault }]);
      const requests = await project.requestsDuring(async () => {
        const outcome = await stack.up(exported);
        expect(outcome.ok).toBe(false);
        expect(outcome.output).toContain("ERR_STYTCH_OUTCOME_UNKNOWN");
        expect(outcome.output).toContain("most likely it was not created: run the command again");
        // The name may be a secret of the program.
        expect(outcome.output).not.toContain(NAME);
      });
      expect(requests).toEqual({ [SEARCH]: looks, [CREATE]: 1 });
      expect(await project.clients()).toEqual([]);
      expect(await stack.apps()).toEqual({});
      expect(await stack.up(exported)).toMatchObject({ ok: true });
      expect(await project.clients()).toHaveLength(1);
    },
  );

  it("that fails leaves the other clients of the same run in the state", async () => {
    await project.setFaults([{ route: CREATE, drop: "before", after: 1 }]);
    const outcome = await stack.up(async () => {
      const first = new ConnectedApp("first", { clientType: "first_party" });
      new ConnectedApp("second", { clientType: "first_party" }, { dependsOn: first });
    });
    expect(outcome.ok).toBe(false);
    expect(Object.keys(await stack.apps())).toEqual(["first"]);
  });

  it("keeps the client when only part of the response can be read; the next up completes it", async () => {
    const { proxy, stack: broken } = await stackBehind("broken", (client) => {
      delete client.access_token_expiry_minutes;
    });
    const outcome = await broken.up(exported);
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("access_token_expiry_minutes");
    const [client] = await project.clients();
    expect((await broken.apps()).app).toMatchObject({
      id: client?.client_id,
      initErrors: [expect.stringContaining("access_token_expiry_minutes")],
    });
    expect(JSON.stringify(await broken.state())).not.toContain(proxy.lastSecret());

    proxy.turn("off");
    const completed = await broken.up(exported);
    expect(completed).toMatchObject({
      ok: true,
      outputs: { secret: { value: proxy.lastSecret() } },
    });
    expect(await project.clients()).toHaveLength(1);
  });
});

describe("a create with a short time limit", () => {
  beforeAll(() => stack.setConfig("stytch:timeoutSeconds", "1"));
  afterAll(() => stack.setConfig("stytch:timeoutSeconds", "180"));

  it("that takes effect after its time-out finds its client then", async () => {
    await project.setFaults([{ route: CREATE, latencyMs: 2_000 }]);
    const outcome = await stack.up(exported);
    expect(outcome.ok, outcome.output).toBe(true);
    const [client, ...others] = await project.clients();
    expect(others).toEqual([]);
    expect(outcome.outputs.id?.value).toBe(client?.client_id);
  });

  it("that takes effect long after its time-out is not retried", async () => {
    await project.setFaults([{ route: CREATE, latencyMs: 60_000 }]);
    const outcome = await stack.up(program);
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("ERR_STYTCH_OUTCOME_UNKNOWN");
    expect(outcome.output).toContain("stytch:timeoutSeconds");
    expect(outcome.output).toContain("stytch-connected-apps orphans");
    expect(await stack.apps()).toEqual({});
  });
});

describe("a delete", () => {
  it("succeeds when the response is lost, and when the client is already gone", async () => {
    const both = async () => {
      register("app", { clientType: "first_party" });
      register("gone", { clientType: "first_party" });
    };
    expect(await stack.up(both)).toMatchObject({ ok: true });
    await project.remove(await stack.idOf("gone"));
    await project.setFaults([{ route: DELETE, drop: "after" }]);
    expect(await stack.destroy()).toMatchObject({ ok: true });
    expect(await project.clients()).toEqual([]);
  });
});

describe("a stack with the wrong credentials", () => {
  it.each([
    ["secret", { STYTCH_SECRET: "secret-test-wrong" }],
    ["project id", { STYTCH_PROJECT_ID: "project-test-99999999-9999-4999-8999-999999999999" }],
  ])("(%s) names the settings to check", async (_title, wrong) => {
    const mistaken = await testScope().stack(project, { name: "wrong", environment: wrong });
    const outcome = await mistaken.up(program);
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("unauthorized_credentials");
    expect(outcome.output).toContain("stytch:secret");
    expect(await mistaken.apps()).toEqual({});
  });
});

describe("a response about another client", () => {
  it("is an error of a refresh and of a rotation, and changes nothing", async () => {
    const other = await project.add({ client_type: "first_party", client_name: "Other" });
    const { proxy, stack: mixedUp } = await stackBehind("mixed-up", (client) => {
      client.client_id = other.client_id;
      client.client_secret_last_four = other.client_secret_last_four;
    });
    proxy.turn("off");
    await mixedUp.up(program);
    const before = await project.clients();
    proxy.turn("on");
    for (const outcome of [await mixedUp.refresh(), await mixedUp.up(rotated)]) {
      expect(outcome.ok).toBe(false);
      expect(outcome.output).toContain("ERR_STYTCH_RESPONSE");
      expect(outcome.output).toContain("the response is about another client_id than");
    }
    expect(await project.clients()).toEqual(before);
    proxy.turn("off");
    expect(await mixedUp.up(keptSecret)).toMatchObject({
      changes: { same: 2 },
      outputs: { secret: { value: proxy.lastSecret() } },
    });
  });
});

describe("a stack whose server does not respond", () => {
  it("says that no connection could be made, and loses nothing", async () => {
    await stack.up(program);
    const other = await startProject();
    await other.close();
    const offline = await testScope().stack(project, {
      name: "offline",
      environment: { STYTCH_API_URL: other.url },
    });
    const outcome = await offline.up(program);
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("ERR_STYTCH_NETWORK");
    expect(outcome.output).toContain("ECONNREFUSED");
  });
});
