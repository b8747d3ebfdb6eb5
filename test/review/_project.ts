import { onTestFinished } from "vitest";
import type { EmulatorOptions } from "../../emulator/src/index.ts";
import { ORGANIZATION_DEFAULTS, SERVER_DEFAULTS } from "../../provider/src/lifecycle-entry.ts";
import type { ConnectedApp } from "../../provider/src/stytch/api.ts";
import { createStytchApi } from "../../provider/src/stytch/client.ts";
import { createProjectReader } from "../../provider/src/stytch/reader.ts";
import { auditProject } from "../../review/src/audit/audit-project.ts";
import { takeSnapshot } from "../../review/src/audit/snapshot.ts";
import { clientsOfState, type StateClient } from "../../review/src/read/index.ts";
import { basic, readResponse, type Vertical } from "../emulator/_api.ts";
import { CHALLENGE, createPerson, type Person } from "../emulator/_oauth.ts";
import { startEmulator } from "../emulator/_server.ts";
import { DOORS, type Door } from "./_forms.ts";

export const NOW = new Date("2026-11-20T12:00:00Z");
export const CALLBACK = "https://app.example.com/callback";

/** An emulated project with its reader, and what makes clients and people in it. */
export async function startProject(vertical: Vertical = "consumer", options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  const { url, projectId, secret } = emulator.projects[vertical];
  const settings = { projectId, secret, apiUrl: url };
  const [reader, api] = [createProjectReader(settings), createStytchApi(settings)];
  onTestFinished(async () => {
    await Promise.all([reader.close(), api.close()]);
  });
  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: basic(projectId, secret) };
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return readResponse(response);
  };
  /** Lets a client in on behalf of someone, who is made unless given. */
  async function letIn(clientId: string, someone?: Person): Promise<Person> {
    const person = someone ?? (await createPerson({ call }, vertical));
    const path = `${vertical === "b2b" ? "/v1/b2b" : "/v1"}/idp/oauth/authorize`;
    const { status, text } = await call("POST", path, {
      client_id: clientId,
      redirect_uri: CALLBACK,
      response_type: "code",
      scopes: ["openid"],
      session_token: person.sessionToken,
      consent_granted: true,
      code_challenge: CHALLENGE,
    });
    if (status !== 200) throw new Error(text);
    return person;
  }
  return {
    ...{ url, settings, reader, api, call, letIn },
    /** What the requests were since the last time, by method and path. */
    async requests(): Promise<Record<string, number>> {
      const { body } = await call("GET", "/_emulator/stats");
      await call("POST", "/_emulator/stats/reset");
      return body.requests as Record<string, number>;
    },
    async audit(states?: readonly StateClient[], calls = 0, configuration = {}) {
      return auditProject(await takeSnapshot(reader, calls), states, { now: NOW, configuration });
    },
  };
}

export type Project = Awaited<ReturnType<typeof startProject>>;

interface Resource {
  readonly name?: string;
  readonly door?: Door;
  readonly stack?: string;
  readonly outputs?: Record<string, unknown>;
}

/** A state with the resource of a client, as the last update left both. */
export function stateOf(app: ConnectedApp, projectId: string, more: Resource = {}): StateClient[] {
  const { name = "web", door = "dynamic", stack = "prod", outputs = {} } = more;
  const { clientId, status, clientSecretLastFour, nextClientSecretLastFour, ...inputs } = app;
  const held = { ...SERVER_DEFAULTS, ...inputs, clientId, status, projectId };
  const secrets = {
    ...(clientSecretLastFour !== "" && { clientSecretLastFour }),
    ...(nextClientSecretLastFour !== "" && { nextClientSecretLastFour }),
  };
  const type = `${DOORS[door]}ConnectedApp`;
  return readState({
    urn: `urn:pulumi:${stack}::shop::${type}::${name}`,
    type,
    id: clientId,
    inputs,
    outputs: { ...held, ...secrets, ...outputs },
    additionalSecretOutputs: ["clientSecret", "nextClientSecret"],
  });
}

/** A state with the setting of an organization. */
export function stateOfOrganization(organizationId: string, projectId: string): StateClient[] {
  const type = `${DOORS.plugin}OrganizationConnectedApps`;
  return readState({
    urn: `urn:pulumi:prod::shop::${type}::acme`,
    type,
    id: organizationId,
    inputs: { organizationId },
    outputs: { ...ORGANIZATION_DEFAULTS, organizationId, projectId },
  });
}

function readState(resource: object): StateClient[] {
  const text = JSON.stringify({ version: 3, deployment: { resources: [resource] } });
  return clientsOfState({ name: "state.json", text }, {});
}
