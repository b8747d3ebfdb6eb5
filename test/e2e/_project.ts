import { createEmulator, type EmulatorOptions } from "stytch-connected-apps-emulator";

/** A Stytch project as a test sees it: past the provider, by the plain API. */
export interface TestProject {
  readonly url: string;
  readonly projectId: string;
  readonly secret: string;
  /** Every client of the project, in the order of creation. */
  clients(): Promise<WireClient[]>;
  client(id: string): Promise<WireClient | undefined>;
  /** Changes a client behind Pulumi's back. */
  change(id: string, fields: object): Promise<void>;
  add(fields: object): Promise<WireClient>;
  remove(id: string): Promise<void>;
  /** Takes a step of a secret rotation behind Pulumi's back. */
  rotate(id: string, step: "start" | "cancel" | "complete"): Promise<void>;
  /** Makes an organization; B2B projects only. */
  addOrganization(fields: object): Promise<WireOrganization>;
  organization(id: string): Promise<WireOrganization>;
  changeOrganization(id: string, fields: object): Promise<void>;
  removeOrganization(id: string): Promise<void>;
  setFaults(faults: object[]): Promise<void>;
  /** How often each of them has struck. */
  faultsFired(): Promise<number[]>;
  /** Every user of a consumer project. */
  users(): Promise<object[]>;
  /** Runs `action` and counts the requests that reach the API meanwhile. */
  requestsDuring(action: () => Promise<unknown>): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** A client on the wire. */
export type WireClient = { client_id: string } & Record<string, unknown>;

/** An organization on the wire. */
export type WireOrganization = { organization_id: string } & Record<string, unknown>;

export const CREATE = "POST /v1/connected_apps/clients";
export const READ = "GET /v1/connected_apps/clients/{client_id}";
export const SEARCH = "POST /v1/connected_apps/clients/search";
export const UPDATE = "PUT /v1/connected_apps/clients/{client_id}";
export const DELETE = "DELETE /v1/connected_apps/clients/{client_id}";

const ORGANIZATIONS = "/v1/b2b/organizations";
export const READ_ORGANIZATION = `GET ${ORGANIZATIONS}/{organization_id}`;
export const UPDATE_ORGANIZATION = `PUT ${ORGANIZATIONS}/{organization_id}`;

/** Starts a separate emulator on free ports, and returns one of its projects. */
export async function startProject(
  options: EmulatorOptions = {},
  vertical: "consumer" | "b2b" = "consumer",
): Promise<TestProject> {
  const emulator = await createEmulator({ port: 0, ...options });
  const { url, projectId, secret } = emulator.projects[vertical];
  const authorization = `Basic ${btoa(`${projectId}:${secret}`)}`;

  async function call(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${url}${path}`, {
      method,
      // The engine keeps this process busy for seconds: an idle connection may be gone by then.
      headers: { authorization, "content-type": "application/json", connection: "close" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }
  async function good<Body>(pending: Promise<Response>): Promise<Body> {
    const response = await pending;
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  }

  return {
    url,
    projectId,
    secret,
    async clients() {
      const path = "/v1/connected_apps/clients/search";
      const page = await good<{ connected_apps: WireClient[] }>(
        call("POST", path, { limit: 1000 }),
      );
      return page.connected_apps;
    },
    async client(id) {
      const response = await call("GET", `/v1/connected_apps/clients/${id}`);
      if (response.status === 404) return undefined;
      return ((await response.json()) as { connected_app: WireClient }).connected_app;
    },
    async change(id, fields) {
      await good(call("PUT", `/v1/connected_apps/clients/${id}`, fields));
    },
    async add(fields) {
      const created = call("POST", "/v1/connected_apps/clients", fields);
      return (await good<{ connected_app: WireClient }>(created)).connected_app;
    },
    async remove(id) {
      await good(call("DELETE", `/v1/connected_apps/clients/${id}`));
    },
    async rotate(id, step) {
      const end = step === "complete" ? "" : `/${step}`;
      await good(call("POST", `/v1/connected_apps/clients/${id}/secrets/rotate${end}`, {}));
    },
    async addOrganization(fields) {
      const created = call("POST", ORGANIZATIONS, fields);
      return (await good<{ organization: WireOrganization }>(created)).organization;
    },
    async organization(id) {
      const found = call("GET", `${ORGANIZATIONS}/${id}`);
      return (await good<{ organization: WireOrganization }>(found)).organization;
    },
    async changeOrganization(id, fields) {
      await good(call("PUT", `${ORGANIZATIONS}/${id}`, fields));
    },
    async removeOrganization(id) {
      await good(call("DELETE", `${ORGANIZATIONS}/${id}`));
    },
    async setFaults(faults) {
      const response = await call("PUT", "/_emulator/faults", { faults });
      if (!response.ok) throw new Error(await response.text());
    },
    async faultsFired() {
      const { faults } = await good<{ faults: { fired: number }[] }>(
        call("GET", "/_emulator/faults"),
      );
      return faults.map(({ fired }) => fired);
    },
    async users() {
      return (await good<{ results: object[] }>(call("POST", "/v1/users/search", {}))).results;
    },
    async requestsDuring(action) {
      await call("POST", "/_emulator/stats/reset");
      await action();
      return (await good<{ requests: Record<string, number> }>(call("GET", "/_emulator/stats")))
        .requests;
    },
    close: () => emulator.close(),
  };
}
