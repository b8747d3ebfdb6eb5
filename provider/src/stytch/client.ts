import type { z } from "zod";
import type { StytchApi } from "./api.ts";
import { MAX_PAGE_BYTES, problemOf, sendChecked as send, unspecified } from "./checked-call.ts";
import { StytchIncompleteCreateError, StytchResponseError } from "./errors.ts";
import type { Call } from "./http/retried-calls.ts";
import { createTransport, type TransportOptions } from "./http/transport.ts";
import {
  connectedAppResponse,
  createdIdentity,
  createdResponse,
  deletedResponse,
  fieldsToWire,
  organizationResponse,
  organizationToWire,
  rotationStartedResponse,
  searchResponse,
  whoamiResponse,
} from "./schemas.ts";
import type { StytchSettings } from "./settings.ts";

const CLIENTS = "/v1/connected_apps/clients";
const ORGANIZATIONS = "/v1/b2b/organizations";
const ORGANIZATION_ID = /^organization-(?:test|live)-[\da-f-]{36}$/;

/** Creates a client of Stytch's API for one project. Sends nothing before the first call. */
export function createStytchApi(settings: StytchSettings, options?: TransportOptions): StytchApi {
  const transport = createTransport(settings, options);
  const at = (clientId: string) => `${CLIENTS}/${encodeURIComponent(clientId.toWellFormed())}`;

  /** A cache or proxy may mix up responses; one about another client counts for nothing. */
  async function sendAbout<Schema extends z.ZodType<{ readonly clientId?: string | undefined }>>(
    clientId: string,
    schema: Schema,
    call: Call,
  ): Promise<z.output<Schema>> {
    const about = await send(transport, schema, call);
    if (about.clientId === undefined || about.clientId === clientId) return about;
    throw otherSubject(call, "client_id", clientId);
  }

  /** A call may also name an organization by its slug, which the response need not contain. */
  async function sendAboutOrganization(organizationId: string, call: Call) {
    const organization = await send(transport, organizationResponse, call);
    const isSame = organization.organizationId === organizationId;
    if (isSame || !ORGANIZATION_ID.test(organizationId)) return organization;
    throw otherSubject(call, "organization_id", organizationId);
  }

  return {
    projectId: settings.projectId,
    whoami: ({ signal } = {}) =>
      send(transport, whoamiResponse, {
        method: "GET",
        path: "/v1/debug/whoami",
        idempotent: true,
        signal,
      }),
    createConnectedApp: async ({ clientType, ...fields }, { signal } = {}) => {
      const call: Call = {
        method: "POST",
        path: CLIENTS,
        body: { client_type: clientType, ...fieldsToWire(fields) },
        idempotent: false,
        signal,
      };
      const body = await transport.send(call);
      const created = createdResponse.safeParse(body);
      if (created.success) {
        const { clientId, clientSecret } = created.data;
        if (clientSecret !== "" || clientType.endsWith("_public")) return created.data;
        const problem = "the response holds no client_secret, and Stytch shows it only once.";
        throw new StytchIncompleteCreateError(call, problem, { clientId, clientSecret });
      }
      const identity = createdIdentity.safeParse(body);
      if (!identity.success) throw unspecified(call, created.error);
      throw new StytchIncompleteCreateError(call, problemOf(created.error), identity.data);
    },
    getConnectedApp: (clientId, { signal } = {}) =>
      sendAbout(clientId, connectedAppResponse, {
        method: "GET",
        path: at(clientId),
        idempotent: true,
        signal,
      }),
    updateConnectedApp: (clientId, fields, { signal } = {}) =>
      sendAbout(clientId, connectedAppResponse, {
        method: "PUT",
        path: at(clientId),
        body: fieldsToWire(fields),
        idempotent: true,
        signal,
      }),
    searchConnectedApps: (page, { signal } = {}) =>
      send(transport, searchResponse, {
        method: "POST",
        path: `${CLIENTS}/search`,
        body: page,
        idempotent: true,
        isSearch: true,
        maxResponseBytes: MAX_PAGE_BYTES,
        signal,
      }),
    deleteConnectedApp: async (clientId, { signal } = {}) => {
      await sendAbout(clientId, deletedResponse, {
        method: "DELETE",
        path: at(clientId),
        idempotent: true,
        signal,
      });
    },
    startSecretRotation: (clientId, { signal } = {}) =>
      sendAbout(clientId, rotationStartedResponse, {
        method: "POST",
        path: `${at(clientId)}/secrets/rotate/start`,
        body: {},
        idempotent: false,
        signal,
      }),
    cancelSecretRotation: (clientId, { signal } = {}) =>
      sendAbout(clientId, connectedAppResponse, {
        method: "POST",
        path: `${at(clientId)}/secrets/rotate/cancel`,
        body: {},
        idempotent: false,
        signal,
      }),
    completeSecretRotation: (clientId, { signal } = {}) =>
      sendAbout(clientId, connectedAppResponse, {
        method: "POST",
        path: `${at(clientId)}/secrets/rotate`,
        body: {},
        idempotent: false,
        signal,
      }),
    getOrganizationConnectedApps: (organizationId, { signal } = {}) =>
      sendAboutOrganization(organizationId, {
        method: "GET",
        path: `${ORGANIZATIONS}/${encodeURIComponent(organizationId)}`,
        idempotent: true,
        signal,
      }),
    updateOrganizationConnectedApps: (organizationId, fields, { signal } = {}) =>
      sendAboutOrganization(organizationId, {
        method: "PUT",
        path: `${ORGANIZATIONS}/${encodeURIComponent(organizationId)}`,
        body: organizationToWire(fields),
        idempotent: true,
        signal,
      }),
    close: () => transport.close(),
  };
}

function otherSubject(call: Call, name: string, expected: string): StytchResponseError {
  const problem = `the response is about another ${name} than ${expected}; a cache or proxy may have mixed up responses.`;
  return new StytchResponseError(call, problem, call.method !== "GET");
}
