import { z } from "zod";
import {
  type AppOptions,
  type AppSurroundings,
  createApp,
  type EmulatorApp,
} from "../../emulator/src/index.ts";

export const CLIENTS = "/v1/connected_apps/clients";
export const SEARCH = `${CLIENTS}/search`;
export const ORIGIN = "http://emulator.test";

export type Vertical = "consumer" | "b2b";

export interface ApiResponse {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

export interface Api {
  app: EmulatorApp;
  /** Sends a request with the credentials of the project; `body` is made JSON unless a string. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiResponse>;
  /** The same state seen by the other project. */
  as(vertical: Vertical): Api;
}

/** Whatever can send a request of a project. */
export type Caller = Pick<Api, "call">;

/** An emulated API without a port, seen by one project. */
export function createApi(options: AppOptions = {}, surroundings: AppSurroundings = {}): Api {
  return apiOf(createApp(options, surroundings), "consumer");
}

function apiOf(app: EmulatorApp, vertical: Vertical): Api {
  const { projectId, secret } = app.projects[vertical];
  const authorization = basic(projectId, secret);
  return {
    app,
    as: (other) => apiOf(app, other),
    async call(method, path, body, headers = {}) {
      const response = await app.fetch(
        new Request(`${ORIGIN}${path}`, {
          method,
          headers: { authorization, ...headers },
          ...(body !== undefined && {
            body: typeof body === "string" ? body : JSON.stringify(body),
          }),
        }),
        vertical,
      );
      return readResponse(response);
    },
  };
}

export async function readResponse(response: Response): Promise<ApiResponse> {
  const text = await response.text();
  const body = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return { status: response.status, headers: response.headers, text, body };
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

const createdSchema = z.object({
  connected_app: z.looseObject({ client_id: z.string(), client_secret: z.string().optional() }),
});

/** Creates a client, valid unless the fields say otherwise. */
export async function createClient(api: Caller, fields: Record<string, unknown> = {}) {
  const response = await api.call("POST", CLIENTS, { client_type: "first_party", ...fields });
  return createdSchema.parse(response.body).connected_app;
}

const appSchema = z.object({ connected_app: z.record(z.string(), z.unknown()) });

export async function readClient(api: Api, clientId: string): Promise<Record<string, unknown>> {
  const response = await api.call("GET", `${CLIENTS}/${clientId}`);
  return appSchema.parse(response.body).connected_app;
}

/** The status and type of an error, for `toMatchObject` on a response. */
export function refusal(status: number, errorType: string) {
  return { status, body: { status_code: status, error_type: errorType } };
}
