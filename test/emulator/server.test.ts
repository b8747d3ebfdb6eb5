import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createEmulator, ListenError } from "../../emulator/src/index.ts";
import { basic, CLIENTS, readResponse, SEARCH } from "./_api.ts";
import { send, setFault, startEmulator, temporaryFolder, untilStruck } from "./_server.ts";

const WHOAMI = "/v1/debug/whoami";
const ORIGINALS = { Request: globalThis.Request, Response: globalThis.Response };

describe("createEmulator()", () => {
  it("gives each project its own port, and any call works on either", async () => {
    const { projects } = await startEmulator();
    expect(projects.consumer.url).not.toBe(projects.b2b.url);
    const { projectId, secret, name } = projects.b2b;
    for (const { url } of [projects.b2b, projects.consumer]) {
      const headers = { authorization: basic(projectId, secret) };
      const response = await readResponse(await fetch(`${url}${WHOAMI}`, { headers }));
      expect(response.body).toMatchObject({ project_id: projectId, name });
    }
  });

  it("shows the same statistics on both ports", async () => {
    const emulator = await startEmulator();
    await send(emulator, "GET", WHOAMI);
    const response = await fetch(`${emulator.projects.b2b.url}/_emulator/stats`);
    expect(await response.json()).toMatchObject({ total: 1 });
  });

  it("reset() forgets the clients", async () => {
    const emulator = await startEmulator();
    await send(emulator, "POST", CLIENTS, { client_type: "first_party" });
    emulator.reset();
    const { body } = await readResponse(await send(emulator, "POST", SEARCH, {}));
    expect(body).toMatchObject({ connected_apps: [] });
  });

  it("leaves Request and Response of the process alone", async () => {
    await send(await startEmulator(), "GET", WHOAMI);
    expect(globalThis.Request === ORIGINALS.Request).toBe(true);
    expect(globalThis.Response === ORIGINALS.Response).toBe(true);
  });

  it("rejects with ListenError for a taken port and frees the other one", async () => {
    const taken = await listenOnPair();
    await expect(createEmulator({ port: taken - 1 })).rejects.toThrow(ListenError);
    const again = createServer();
    await listenOn(again, taken - 1);
    again.close();
  });

  it.each([
    ["another machine's address", "203.0.113.5", /203\.0\.113\.5:.*; choose another host$/],
    ["a name that does not resolve", "nowhere.invalid", /nowhere\.invalid:.*; correct it or /],
  ])("says what to do about %s", async (_title, host, message) => {
    await expect(createEmulator({ host, port: 0 })).rejects.toThrow(message);
  });

  it.each([-1, 1.5, 65535, Number.NaN])("rejects port %d", async (port) => {
    await expect(createEmulator({ port })).rejects.toThrow(/^port: /);
  });
});

describe("close()", () => {
  it("ends keep-alive connections and frees the ports", async () => {
    const emulator = await createEmulator();
    const socket = await connectTo(emulator.projects.consumer.url);
    socket.write(`GET ${WHOAMI} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await once(socket, "data");
    const closed = closeOf(socket);
    await emulator.close();
    await closed;
    await expect(send(emulator, "GET", WHOAMI)).rejects.toThrow("fetch failed");
  });

  it("ends a request whose body never comes", async () => {
    const emulator = await createEmulator();
    const { url, projectId, secret } = emulator.projects.consumer;
    await setFault(url, { latencyMs: 1 });
    const socket = await connectTo(url);
    const authorization = basic(projectId, secret);
    socket.write(
      `POST ${CLIENTS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n`,
    );
    socket.write("Content-Length: 100\r\n\r\n{");
    await untilStruck(url);
    const closed = closeOf(socket);
    await emulator.close();
    await closed;
  });

  it("ends a request that is being delayed, without its effect", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    const emulator = await createEmulator({ stateFile });
    const { url } = emulator.projects.consumer;
    await setFault(url, { latencyMs: 60_000 });
    const delayed = send(emulator, "POST", CLIENTS, { client_type: "first_party" });
    const failed = expect(delayed).rejects.toThrow("fetch failed");
    await untilStruck(url);
    await emulator.close();
    await failed;
    expect(readFileSync(stateFile, "utf8")).not.toContain("connected-app-");
  });
});

describe("over a socket", () => {
  it.each([
    ["before", 0],
    ["after", 1],
  ])("drop %s effect breaks the connection and leaves %d client(s)", async (drop, total) => {
    const emulator = await startEmulator();
    await setFault(emulator.projects.consumer.url, { drop });
    const request = send(emulator, "POST", CLIENTS, { client_type: "first_party" });
    await expect(request).rejects.toThrow("fetch failed");
    const { body } = await readResponse(await send(emulator, "POST", SEARCH, {}));
    expect(body).toMatchObject({ results_metadata: { total } });
  });

  it("a truncated response has its full content-length, half its body, then no more", async () => {
    const emulator = await startEmulator();
    await setFault(emulator.projects.consumer.url, { body: "truncated" });
    const response = await send(emulator, "GET", WHOAMI);
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(100);
    await expect(response.text()).rejects.toThrow("terminated");
  });

  it("a malformed response arrives whole and is not JSON", async () => {
    const emulator = await startEmulator();
    await setFault(emulator.projects.consumer.url, { body: "malformed" });
    const response = await send(emulator, "GET", WHOAMI);
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it("latency delays the response", async () => {
    const emulator = await startEmulator({ latencyMs: 40 });
    const start = performance.now();
    expect((await send(emulator, "GET", WHOAMI)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(39);
  });

  it.each([
    ["without a host", "GET /v1/debug/whoami HTTP/1.0\r\n\r\n"],
    ["with a malformed host", "GET /v1/debug/whoami HTTP/1.1\r\nHost: a b\r\n\r\n"],
    ["that is not HTTP", "hello\r\n\r\n"],
  ])("a request %s ends the connection and nothing else", async (_name, text) => {
    const emulator = await startEmulator();
    const socket = await connectTo(emulator.projects.consumer.url);
    const closed = closeOf(socket);
    socket.resume().write(text);
    await closed;
    expect((await send(emulator, "GET", WHOAMI)).status).toBe(200);
  });

  it("a hundred requests at once are all counted", async () => {
    const emulator = await startEmulator();
    const requests = Array.from({ length: 100 }, () =>
      send(emulator, "POST", CLIENTS, { client_type: "first_party" }),
    );
    for (const response of await Promise.all(requests)) expect(response.status).toBe(200);
    const { body } = await readResponse(await send(emulator, "POST", SEARCH, {}));
    expect(body).toMatchObject({ results_metadata: { total: 100 } });
  });
});

async function connectTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** A reset is as good an end as any, so unlike `once` this does not mind errors. */
function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

/**
 * Takes a port whose lower neighbour is free, and stays so: below those that the system gives to
 * whoever asks for any. @returns The taken port.
 */
async function listenOnPair(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const [lower, server] = [createServer(), createServer()];
    try {
      await listenOn(lower, port - 1);
      await listenOn(server, port);
    } catch {
      continue;
    } finally {
      lower.close();
    }
    onTestFinished(() => {
      server.close();
    });
    return port;
  }
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
}
