import { randomUUID } from "node:crypto";
import * as stytch from "stytch";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { assertValidResponse } from "./_schemas.ts";

/** A project to hold against the published contract: of the emulator, or a live one. */
export interface ContractTarget {
  url: string;
  projectId: string;
  secret: string;
}

export interface ContractOptions {
  vertical: "consumer" | "b2b";
  /** Resolved before the first test. */
  target: () => Promise<ContractTarget>;
  /** Whether responses may have fields that the published schemas lack. Default: no. */
  allowUnknownFields?: boolean;
}

const CLIENTS = "/v1/connected_apps/clients";
const CLIENT = `${CLIENTS}/{client_id}`;
const CONFIDENTIAL = ["first_party", "third_party"] as const;
const PUBLIC = ["first_party_public", "third_party_public"] as const;

const errorSchema = z.looseObject({ status_code: z.number(), error_type: z.string() });

/** Drives every Connected App operation with the official SDK and checks every response. */
export function contractSuite({ vertical, target, allowUnknownFields }: ContractOptions): void {
  describe(`Connected Apps contract, ${vertical} project`, () => {
    let settings: ContractTarget;
    let sdk: stytch.Client | stytch.B2BClient;
    const created = new Set<string>();

    beforeAll(async () => {
      // The SDK warns about every base URL that is not one of Stytch's two.
      vi.spyOn(console, "warn").mockImplementation(() => {});
      settings = await target();
      sdk = connect(settings);
    });

    afterAll(async () => {
      for (const client_id of created) await sdk.connectedApp.clients.delete({ client_id });
      vi.restoreAllMocks();
    });

    function connect({ url, projectId, secret }: ContractTarget) {
      const config = { project_id: projectId, secret, env: url };
      return vertical === "b2b" ? new stytch.B2BClient(config) : new stytch.Client(config);
    }

    async function valid<T>(operation: string, response: Promise<T>): Promise<T> {
      const body = await response;
      assertValidResponse(operation, body, allowUnknownFields);
      return body;
    }

    async function refused(response: Promise<unknown>) {
      const error: unknown = await response.then(
        () => undefined,
        (reason) => reason,
      );
      if (!(error instanceof stytch.StytchError)) throw new Error(`no StytchError: ${error}`);
      const body: unknown = JSON.parse(error.message);
      assertValidResponse("", body);
      return errorSchema.parse(body);
    }

    async function create(data: stytch.ConnectedAppsClientsCreateRequest) {
      const response = await valid(`POST ${CLIENTS}`, sdk.connectedApp.clients.create(data));
      created.add(response.connected_app.client_id);
      return response.connected_app;
    }

    async function remove(client_id: string) {
      const response = sdk.connectedApp.clients.delete({ client_id });
      created.delete(client_id);
      return valid(`DELETE ${CLIENT}`, response);
    }

    function get(client_id: string) {
      return valid(`GET ${CLIENT}`, sdk.connectedApp.clients.get({ client_id }));
    }

    it("whoami names the project", async () => {
      const response = await valid("GET /v1/debug/whoami", sdk.debug.whoami());
      expect(response.project_id).toBe(settings.projectId);
    });

    it.each(CONFIDENTIAL)("create gives a secret to %s and shows it once", async (client_type) => {
      const app = await create({ client_type, client_name: "contract" });
      expect(app.client_secret?.length).toBeGreaterThan(16);
      expect(app.client_secret_last_four).toBe(app.client_secret?.slice(-4));
      const { connected_app } = await get(app.client_id);
      expect(connected_app).not.toHaveProperty("client_secret");
      expect(connected_app.client_secret_last_four).toBe(app.client_secret_last_four);
    });

    it.each(PUBLIC)("create gives no secret to %s", async (client_type) => {
      const app = await create({ client_type });
      expect(app.client_secret ?? null).toBeNull();
      expect(app.client_secret_last_four ?? null).toBeNull();
    });

    it.each([...CONFIDENTIAL, ...PUBLIC])(
      "get, update and delete follow the life of a %s client",
      async (client_type) => {
        const client_name = `contract ${randomUUID()}`;
        const { client_id } = await create({ client_type, client_name });
        expect((await get(client_id)).connected_app).toMatchObject({ client_type, client_name });

        const changes = {
          client_name: `${client_name} changed`,
          client_description: "described",
          redirect_urls: ["https://app.example.com/callback", "http://127.0.0.1/callback"],
          post_logout_redirect_urls: ["https://app.example.com/bye"],
          full_access_allowed: false,
          bypass_consent_for_offline_access: false,
          access_token_expiry_minutes: 30,
          access_token_custom_audience: "https://api.example.com",
          access_token_template_content: '{"tier":"gold"}',
          id_token_template_content: '{"tier":"silver"}',
          logo_url: "https://app.example.com/logo.png",
        };
        const update = sdk.connectedApp.clients.update({ client_id, ...changes });
        await valid(`PUT ${CLIENT}`, update);
        expect((await get(client_id)).connected_app).toMatchObject({ client_type, ...changes });

        expect((await remove(client_id)).client_id).toBe(client_id);
        const gone = await refused(sdk.connectedApp.clients.get({ client_id }));
        expect(gone).toMatchObject({ status_code: 404, error_type: "connected_app_not_found" });
      },
    );

    it("an update to empty values clears them", async () => {
      const { client_id } = await create({
        client_type: "first_party",
        client_description: "described",
        redirect_urls: ["https://app.example.com/callback"],
        full_access_allowed: true,
      });
      const update = sdk.connectedApp.clients.update({
        client_id,
        client_description: "",
        redirect_urls: [],
        full_access_allowed: false,
      });
      const { connected_app } = await valid(`PUT ${CLIENT}`, update);
      expect(connected_app).toMatchObject({
        client_description: "",
        redirect_urls: [],
        full_access_allowed: false,
      });
    });

    it("search finds every client once, page by page", async () => {
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        ids.push((await create({ client_type: "third_party_public" })).client_id);
      }
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const request = { limit: 2, ...(cursor !== undefined && { cursor }) };
        const response = sdk.connectedApp.clients.search(request);
        const page = await valid(`POST ${CLIENTS}/search`, response);
        expect(page.connected_apps.length).toBeLessThanOrEqual(2);
        found.push(...page.connected_apps.map((app) => app.client_id));
        cursor = page.results_metadata.next_cursor || undefined;
      } while (cursor !== undefined);
      expect(new Set(found).size).toBe(found.length);
      expect(found).toEqual(expect.arrayContaining(ids));
    });

    it("secret rotation starts, cancels and finishes", async () => {
      const { client_id, client_secret_last_four } = await create({ client_type: "first_party" });
      const { secrets } = sdk.connectedApp.clients;
      const start = () =>
        valid(`POST ${CLIENT}/secrets/rotate/start`, secrets.rotateStart({ client_id }));

      const { connected_app: first } = await start();
      expect(first.next_client_secret_last_four).toBe(first.next_client_secret.slice(-4));
      const cancel = secrets.rotateCancel({ client_id });
      const cancelled = await valid(`POST ${CLIENT}/secrets/rotate/cancel`, cancel);
      expect(cancelled.connected_app.next_client_secret_last_four ?? null).toBeNull();
      expect(cancelled.connected_app.client_secret_last_four).toBe(client_secret_last_four);

      const { connected_app: second } = await start();
      const finish = secrets.rotate({ client_id });
      const finished = await valid(`POST ${CLIENT}/secrets/rotate`, finish);
      expect(finished.connected_app.client_secret_last_four).toBe(
        second.next_client_secret.slice(-4),
      );
    });

    it.each([
      ["get", (client_id: string) => sdk.connectedApp.clients.get({ client_id })],
      ["update", (client_id: string) => sdk.connectedApp.clients.update({ client_id })],
      ["delete", (client_id: string) => sdk.connectedApp.clients.delete({ client_id })],
      ["rotate", (client_id: string) => sdk.connectedApp.clients.secrets.rotate({ client_id })],
    ])("%s of an unknown client is 404 connected_app_not_found", async (_name, operation) => {
      const error = await refused(operation(`connected-app-test-${randomUUID()}`));
      expect(error).toMatchObject({ status_code: 404, error_type: "connected_app_not_found" });
    });

    it("a client id that needs percent-encoding reaches the route", async () => {
      const error = await refused(sdk.connectedApp.clients.get({ client_id: "a/b c%?#" }));
      expect(error).toMatchObject({ status_code: 404, error_type: "connected_app_not_found" });
    });

    it("a wrong secret is 401 unauthorized_credentials", async () => {
      const { clients } = connect({ ...settings, secret: "secret-test-wrong" }).connectedApp;
      const error = await refused(clients.search({}));
      expect(error).toMatchObject({ status_code: 401, error_type: "unauthorized_credentials" });
    });

    it("a malformed project id is 400 invalid_project_id_authentication", async () => {
      const { clients } = connect({ ...settings, projectId: "project-nowhere" }).connectedApp;
      const error = await refused(clients.search({}));
      expect(error).toMatchObject({
        status_code: 400,
        error_type: "invalid_project_id_authentication",
      });
    });

    it("full access for a third party client is refused", async () => {
      const error = await refused(
        sdk.connectedApp.clients.create({ client_type: "third_party", full_access_allowed: true }),
      );
      expect(error.error_type).toBe("third_party_clients_cannot_use_full_access");
    });
  });
}
