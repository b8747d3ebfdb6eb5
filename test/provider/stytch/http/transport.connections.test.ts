import { describe, expect, test } from "vitest";
import { createTransport } from "../../../../provider/src/stytch/http/transport.ts";
import { basicToken } from "../../_secrets.ts";
import { json, PROJECT_ID, serveHttp } from "../../_server.ts";

const GET = { method: "GET", path: "/v1/x", idempotent: true } as const;

describe("connections", () => {
  // The pool may take a second one while it tidies the first up, and never a third.
  test("many calls in a row use one or two", async () => {
    const server = await serveHttp((n, response) => json(response, 200, { n }));
    const transport = createTransport(server.settings);
    for (let call = 0; call < 50; call += 1) await transport.send(GET);
    expect(server.requests).toHaveLength(50);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  test("error responses do not close them", async () => {
    const server = await serveHttp((_n, response) => json(response, 400, { error_type: "x" }));
    const transport = createTransport(server.settings);
    for (let call = 0; call < 10; call += 1) await transport.send(GET).catch(() => {});
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  test.each([1, 4])("calls at one time use at most %i", async (connections) => {
    const server = await serveHttp((_n, response) => {
      setTimeout(() => json(response, 200, {}), 2);
    });
    const transport = createTransport(server.settings, { connections });
    await Promise.all(Array.from({ length: 40 }, () => transport.send(GET)));
    expect(server.requests).toHaveLength(40);
    expect(server.connections()).toBe(connections);
    expect(server.mostAtOnce()).toBe(connections);
  });

  test("close() ends them", async () => {
    const server = await serveHttp((_n, response) => json(response, 200, {}));
    const transport = createTransport(server.settings, { retry: { maxRetries: 0 } });
    await transport.send(GET);
    await transport.close();
    await expect(transport.send(GET)).rejects.toMatchObject({ code: "ERR_STYTCH_NETWORK" });
    expect(server.requests).toHaveLength(1);
  });

  test("none is made before the first call", async () => {
    const server = await serveHttp((_n, response) => json(response, 200, {}));
    await createTransport(server.settings).close();
    expect(server.connections()).toBe(0);
  });
});

describe("what is sent", () => {
  test("credentials as Basic, JSON without a charset, and who asks", async () => {
    const server = await serveHttp((_n, response) => json(response, 200, {}));
    await createTransport(server.settings).send({
      method: "POST",
      path: "/v1/x",
      body: { name: "ä" },
      idempotent: false,
    });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", url: "/v1/x", body: '{"name":"ä"}' });
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${basicToken(PROJECT_ID, "secret-test-canary")}`,
      "content-type": "application/json",
      accept: "application/json",
      "content-length": "13",
    });
    expect(request?.headers["user-agent"]).toContain("pulumi-stytch-connected-apps");
  });

  test("a call without a body has no content type", async () => {
    const server = await serveHttp((_n, response) => json(response, 200, {}));
    await createTransport(server.settings).send(GET);
    expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
    expect(server.requests[0]?.body).toBe("");
  });

  test("a retry is the same request again", async () => {
    const server = await serveHttp((n, response) => json(response, n === 1 ? 503 : 200, {}));
    await createTransport(server.settings, { wait: async () => {} }).send({
      method: "PUT",
      path: "/v1/x",
      body: { a: 1 },
      idempotent: true,
    });
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]).toEqual(server.requests[0]);
  });
});
