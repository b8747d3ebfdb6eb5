import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ConnectedApp } from "pulumi-stytch-connected-apps";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { register } from "./_clients.ts";
import { CREATE, DELETE, startProject, type TestProject } from "./_project.ts";
import { credentials, startStack, type TestStack } from "./_stack.ts";

let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await startProject();
});
afterAll(() => project.close());
beforeEach(async () => {
  stack = await startStack(project);
});
afterEach(async () => {
  await project.setFaults([]);
  await stack.destroy();
  for (const { client_id } of await project.clients()) await project.remove(client_id);
  await stack.remove();
});

const program = async () => {
  register("app", { clientType: "first_party" });
};
describe("a create", () => {
  it("waits as long as a 429 asks, says so, and makes one client", async () => {
    await project.setFaults([{ route: CREATE, status: 429, retryAfter: 3, times: 1 }]);
    const requests = await project.requestsDuring(async () => {
      const outcome = await stack.up(program);
      expect(outcome.ok).toBe(true);
      expect(outcome.output).toContain(
        "Stytch: POST /v1/connected_apps/clients: rate limit reached (429), next try in 3 s",
      );
    });
    expect(requests).toEqual({ [CREATE]: 2 });
    expect(await project.clients()).toHaveLength(1);
  });

  it.each([
    ["the connection breaks after it took effect", { drop: "after" }, 1],
    ["the connection breaks before", { drop: "before" }, 0],
    ["the server fails", { status: 500 }, 0],
    ["a gateway fails", { status: 502 }, 0],
    ["the answer is no JSON", { body: "malformed" }, 1],
    ["the answer is cut", { body: "truncated" }, 1],
  ])(
    "is not repeated when %s; the error says how to find the client",
    async (_title, fault, made) => {
      await project.setFaults([{ route: CREATE, ...fault }]);
      const requests = await project.requestsDuring(async () => {
        const outcome = await stack.up(async () => {
          register("app", { clientType: "first_party", clientName: "Lost and found" });
        });
        expect(outcome.ok).toBe(false);
        expect(outcome.output).toContain("ERR_STYTCH_OUTCOME_UNKNOWN");
        expect(outcome.output).toContain("with the clientName of this resource");
        // The name may be a secret of the program.
        expect(outcome.output).not.toContain("Lost and found");
      });
      expect(requests).toEqual({ [CREATE]: 1 });
      expect(await project.clients()).toHaveLength(made);
      expect(await stack.apps()).toEqual({});
    },
  );

  it("is not repeated when no answer comes in time", async () => {
    await stack.setConfig("stytch:timeoutSeconds", "1");
    await project.setFaults([{ route: CREATE, latencyMs: 3_000 }]);
    const outcome = await stack.up(program);
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("ERR_STYTCH_OUTCOME_UNKNOWN");
    expect(outcome.output).toContain("stytch:timeoutSeconds");
    expect(await stack.apps()).toEqual({});
  });

  it("that fails leaves the other clients of the same run in the state", async () => {
    await project.setFaults([{ route: CREATE, drop: "after", after: 1 }]);
    const outcome = await stack.up(async () => {
      const first = new ConnectedApp("first", { clientType: "first_party" });
      new ConnectedApp("second", { clientType: "first_party" }, { dependsOn: first });
    });
    expect(outcome.ok).toBe(false);
    expect(Object.keys(await stack.apps())).toEqual(["first"]);
  });

  it("keeps the client when only part of the answer can be read; the next up completes it", async () => {
    const proxy = await withoutExpiry(project.url);
    const broken = await startStack(project, {
      environment: { ...credentials(project), STYTCH_API_URL: proxy.url },
      name: "broken",
    });
    const exported = async () => {
      const app = new ConnectedApp("app", { clientType: "first_party" });
      return { secret: app.clientSecret };
    };
    try {
      const outcome = await broken.up(exported);
      expect(outcome.ok).toBe(false);
      expect(outcome.output).toContain("access_token_expiry_minutes");
      const [client] = await project.clients();
      expect((await broken.apps()).app).toMatchObject({
        id: client?.client_id,
        initErrors: [expect.stringContaining("access_token_expiry_minutes")],
      });
      expect(JSON.stringify(await broken.state())).not.toContain(proxy.lastSecret());

      proxy.heal();
      const completed = await broken.up(exported);
      expect(completed).toMatchObject({
        ok: true,
        outputs: { secret: { value: proxy.lastSecret() } },
      });
      expect(await project.clients()).toHaveLength(1);
    } finally {
      await broken.destroy();
      await broken.remove();
      await proxy.close();
    }
  });
});

describe("a delete", () => {
  it("succeeds when the answer is lost, and when the client is already gone", async () => {
    const both = async () => {
      register("app", { clientType: "first_party" });
      register("gone", { clientType: "first_party" });
    };
    expect(await stack.up(both)).toMatchObject({ ok: true });
    await project.remove((await stack.apps()).gone?.id ?? "");
    await project.setFaults([{ route: DELETE, drop: "after" }]);
    expect(await stack.destroy()).toMatchObject({ ok: true });
    expect(await project.clients()).toEqual([]);
  });
});

describe("a stack with the wrong credentials", () => {
  it.each([
    ["secret", { STYTCH_SECRET: "secret-test-wrong" }],
    ["project id", { STYTCH_PROJECT_ID: "project-test-99999999-9999-4999-8999-999999999999" }],
  ])("(%s) is told which settings to check", async (_title, wrong) => {
    const mistaken = await startStack(project, { name: "wrong", environment: wrong });
    try {
      const outcome = await mistaken.up(program);
      expect(outcome.ok).toBe(false);
      expect(outcome.output).toContain("unauthorized_credentials");
      expect(outcome.output).toContain("stytch:secret");
      expect(await mistaken.apps()).toEqual({});
    } finally {
      await mistaken.remove();
    }
  });
});

describe("a stack whose server does not answer", () => {
  it("is told that no connection could be made, and loses nothing", async () => {
    await stack.up(program);
    const other = await startProject();
    await other.close();
    const offline = await startStack(project, {
      name: "offline",
      environment: { STYTCH_API_URL: other.url },
    });
    try {
      const outcome = await offline.up(program);
      expect(outcome.ok).toBe(false);
      expect(outcome.output).toContain("ERR_STYTCH_NETWORK");
      expect(outcome.output).toContain("ECONNREFUSED");
    } finally {
      await offline.remove();
    }
  });
});

/** A proxy that strips one field from the answers to creates until it is healed. */
async function withoutExpiry(target: string) {
  let healed = false;
  let secret = "";
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? "GET",
      headers: { authorization: request.headers.authorization ?? "" },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const body = (await answer.json()) as { connected_app?: Record<string, unknown> };
    secret = String(body.connected_app?.client_secret ?? secret);
    if (!healed) delete body.connected_app?.access_token_expiry_minutes;
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lastSecret: () => secret,
    heal: () => {
      healed = true;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
