import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../emulator/src/index.ts";
import { basic, type Caller, CLIENTS, createClient, readResponse } from "./_api.ts";
import { CHALLENGE, createPerson, REDIRECT, VERIFIER } from "./_oauth.ts";
import { send, startEmulator, temporaryFolder } from "./_server.ts";

function callerOf({ projects }: Emulator): Caller {
  const { url, projectId, secret } = projects.consumer;
  return {
    call: async (method, path, body) =>
      readResponse(
        await fetch(`${url}${path}`, {
          method,
          headers: { authorization: basic(projectId, secret) },
          body: JSON.stringify(body),
        }),
      ),
  };
}

function introspect({ projects }: Emulator, client: Record<string, unknown>, token: unknown) {
  const fields = {
    token: String(token),
    client_id: String(client.client_id),
    client_secret: String(client.client_secret),
  };
  const request = { method: "POST", body: new URLSearchParams(fields) };
  return fetch(`${projects.consumer.url}/v1/oauth2/introspect`, request).then(readResponse);
}

it("tokens, consents and switches survive a restart, and no token is in the file", async () => {
  const stateFile = join(temporaryFolder(), "state.json");
  const first = await createEmulator({ stateFile });
  const api = callerOf(first);
  const person = await createPerson(api, "consumer");
  const client = await createClient(api, { redirect_urls: [REDIRECT] });
  await api.call("PUT", "/_emulator/project", { dynamicClientRegistration: true });
  const authorized = await api.call("POST", "/v1/idp/oauth/authorize", {
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    response_type: "code",
    scopes: ["openid"],
    session_token: person.sessionToken,
    consent_granted: true,
    code_challenge: CHALLENGE,
  });
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code: String(authorized.body.authorization_code),
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
    client_id: client.client_id,
    client_secret: String(client.client_secret),
  });
  const { url } = first.projects.consumer;
  const tokens = await readResponse(
    await fetch(`${url}/v1/oauth2/token`, { method: "POST", body: form }),
  );
  await first.close();

  const text = readFileSync(stateFile, "utf8");
  for (const secret of [tokens.body.access_token, authorized.body.authorization_code]) {
    expect(text).not.toContain(secret);
  }
  const second = await startEmulator({ stateFile });
  expect((await introspect(second, client, tokens.body.access_token)).body.active).toBe(true);
  const apps = `/v1/users/${person.id}/connected_apps`;
  const installed = await readResponse(await send(second, "GET", apps));
  expect(installed.body.connected_apps).toHaveLength(1);
  const switches = await readResponse(await send(second, "GET", "/_emulator/project"));
  expect(switches.body.dynamicClientRegistration).toBe(true);
});

it("a state file of an emulator that knew clients only still loads", async () => {
  const stateFile = join(temporaryFolder(), "state.json");
  const made = await createEmulator({ stateFile });
  const created = await send(made, "POST", CLIENTS, { client_type: "first_party" });
  const { client_id } = Object((await readResponse(created)).body.connected_app);
  await made.close();
  const { version, projects } = JSON.parse(readFileSync(stateFile, "utf8"));
  const { projectId } = made.projects.consumer;
  const { connectedApps } = projects[projectId];
  writeFileSync(
    stateFile,
    JSON.stringify({ version, projects: { [projectId]: { connectedApps } } }),
  );
  const loaded = await startEmulator({ stateFile });
  expect((await send(loaded, "GET", `${CLIENTS}/${client_id}`)).status).toBe(200);
});
