import type { z } from "zod";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import {
  StytchApiError,
  StytchNetworkError,
  StytchResponseError,
  StytchTimeoutError,
} from "../../../provider/src/stytch/errors.ts";
import { apiErrorFrom } from "../../../provider/src/stytch/http/failures.ts";
import {
  connectedAppResponse,
  createdResponse,
  deletedResponse,
  fieldsToWire,
  rotationStartedResponse,
  searchResponse,
} from "../../../provider/src/stytch/schemas.ts";
import { STACK_NAMES } from "../../../provider/src/stytch/settings.ts";
import { type Api, CLIENTS } from "../../emulator/_api.ts";

/** What may happen to a call: whether it reaches the server, and how it ends for the caller. */
export const DISTURBANCES = {
  "500 before": { effect: false, end: (place) => new StytchApiError(place, { status: 500 }, "") },
  "500 after": { effect: true, end: (place) => new StytchApiError(place, { status: 500 }, "") },
  "429": { effect: false, end: (place) => new StytchApiError(place, { status: 429 }, "") },
  "reset before": { effect: false, end: (place) => new StytchNetworkError(place, "reset", true) },
  "reset after": { effect: true, end: (place) => new StytchNetworkError(place, "reset", true) },
  "late before": { effect: false, end: (place) => new StytchTimeoutError(place, "late", true) },
  "late after": { effect: true, end: (place) => new StytchTimeoutError(place, "late", true) },
  "bad response": { effect: true, end: (place) => new StytchResponseError(place, "bad", true) },
  "death before": { effect: false, end: () => new Death() },
  "death after": { effect: true, end: () => new Death() },
} satisfies Record<string, { effect: boolean; end: (place: Place) => Error }>;

export type Disturbance = keyof typeof DISTURBANCES;

type Place = { method: string; path: string };

/** Ends the process that makes the calls; what it knew is gone. */
export class Death extends Error {}

/**
 * The calls that the operations on clients make, on an emulator in this process.
 *
 * @param disturbances what happens to the n-th call, from 1.
 */
export function emulatedApi(
  emulator: Api,
  disturbances: ReadonlyMap<number, Disturbance> = new Map(),
): StytchApi {
  let calls = 0;
  async function send<Schema extends z.ZodType>(
    schema: Schema,
    method: string,
    path: string,
    body?: object,
  ): Promise<z.output<Schema>> {
    calls += 1;
    const name = disturbances.get(calls);
    const disturbance = name === undefined ? undefined : DISTURBANCES[name];
    if (disturbance?.effect === false) throw disturbance.end({ method, path });
    const { status, text } = await emulator.call(method, path, body);
    if (disturbance) throw disturbance.end({ method, path });
    if (status >= 300) {
      const surroundings = { hide: (said: string) => said, names: STACK_NAMES };
      throw apiErrorFrom({ method, path }, status, text, surroundings);
    }
    return schema.parse(JSON.parse(text));
  }
  const rotate = (id: string, end: string) => `${CLIENTS}/${id}/secrets/rotate${end}`;
  const api: Partial<StytchApi> = {
    projectId: emulator.app.projects.consumer.projectId,
    createConnectedApp: ({ clientType, ...fields }) =>
      send(createdResponse, "POST", CLIENTS, { client_type: clientType, ...fieldsToWire(fields) }),
    searchConnectedApps: (page) => send(searchResponse, "POST", `${CLIENTS}/search`, page),
    getConnectedApp: (id) => send(connectedAppResponse, "GET", `${CLIENTS}/${id}`),
    updateConnectedApp: (id, fields) =>
      send(connectedAppResponse, "PUT", `${CLIENTS}/${id}`, fieldsToWire(fields)),
    deleteConnectedApp: async (id) => {
      await send(deletedResponse, "DELETE", `${CLIENTS}/${id}`);
    },
    startSecretRotation: (id) => send(rotationStartedResponse, "POST", rotate(id, "/start"), {}),
    cancelSecretRotation: (id) => send(connectedAppResponse, "POST", rotate(id, "/cancel"), {}),
    completeSecretRotation: (id) => send(connectedAppResponse, "POST", rotate(id, ""), {}),
  };
  return api as StytchApi;
}
