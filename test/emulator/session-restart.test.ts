import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, it } from "vitest";
import { z } from "zod";
import { createEmulator } from "../../emulator/src/index.ts";
import { CLIENTS, readResponse, SEARCH } from "./_api.ts";
import { PASSWORD } from "./_people.ts";
import { send, startEmulator, temporaryFolder } from "./_server.ts";

const loginSchema = z.object({ session_token: z.string(), session_jwt: z.string() });
const SIGN_UP = {
  email: "ada@example.com",
  password: PASSWORD,
  session_duration_minutes: 60,
};

it("stateFile brings users, sessions and keys back after a restart", async () => {
  const stateFile = join(temporaryFolder(), "state.json");
  const first = await createEmulator({ stateFile });
  const response = await readResponse(await send(first, "POST", "/v1/passwords", SIGN_UP));
  const { session_token, session_jwt } = loginSchema.parse(response.body);
  const jwksPath = `/v1/sessions/jwks/${first.projects.consumer.projectId}`;
  const { keys } = (await readResponse(await send(first, "GET", jwksPath))).body;
  await first.close();

  const second = await startEmulator({ stateFile });
  const authenticate = (body: object) =>
    send(second, "POST", "/v1/sessions/authenticate", body).then(readResponse);
  expect((await authenticate({ session_token })).body.session_token).toBe(session_token);
  const { body } = await authenticate({ session_jwt });
  const keySet = createLocalJWKSet(Object({ keys }));
  await jwtVerify(String(body.session_jwt), keySet);
  expect((await readResponse(await send(second, "GET", jwksPath))).body.keys).toEqual(keys);
  const { status } = await send(second, "POST", "/v1/passwords/authenticate", SIGN_UP);
  expect(status).toBe(200);
});

it("stateFile holds neither session tokens nor passwords in clear", async () => {
  const stateFile = join(temporaryFolder(), "state.json");
  const emulator = await startEmulator({ stateFile });
  const response = await readResponse(await send(emulator, "POST", "/v1/passwords", SIGN_UP));
  const text = readFileSync(stateFile, "utf8");
  expect(text).toContain(SIGN_UP.email);
  expect(text).not.toContain(PASSWORD);
  expect(text).not.toContain(loginSchema.parse(response.body).session_token);
});

it("stateFile of a version that knew clients only still loads", async () => {
  const stateFile = join(temporaryFolder(), "state.json");
  const first = await createEmulator({ stateFile });
  await send(first, "POST", CLIENTS, { client_type: "first_party" });
  const { projectId } = first.projects.consumer;
  await first.close();
  const saved = JSON.parse(readFileSync(stateFile, "utf8"));
  const { connectedApps } = saved.projects[projectId];
  writeFileSync(
    stateFile,
    JSON.stringify({ version: 1, projects: { [projectId]: { connectedApps } } }),
  );

  const second = await startEmulator({ stateFile });
  const { body } = await readResponse(await send(second, "POST", SEARCH, {}));
  expect(body.connected_apps).toHaveLength(1);
  expect((await send(second, "POST", "/v1/passwords", SIGN_UP)).status).toBe(200);
});
