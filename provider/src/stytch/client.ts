import type { z } from "zod";
import type { StytchApi } from "./api.ts";
import { StytchIncompleteCreateError, StytchResponseError } from "./errors.ts";
import type { Call } from "./http/retried-calls.ts";
import { createTransport, type Transport, type TransportOptions } from "./http/transport.ts";
import {
  connectedAppAnswer,
  createdAnswer,
  createdIdentity,
  deletedAnswer,
  fieldsToWire,
  organizationAnswer,
  organizationToWire,
  rotationStartedAnswer,
  searchAnswer,
  whoamiAnswer,
} from "./schemas.ts";
import type { StytchSettings } from "./settings.ts";

const CLIENTS = "/v1/connected_apps/clients";
const ORGANIZATIONS = "/v1/b2b/organizations";
const ORGANIZATION_ID = /^organization-(?:test|live)-[\da-f-]{36}$/;
/** A page of 1,000 clients is about 1 MB. */
const MAX_PAGE_BYTES = 6 * 1024 * 1024;

/** Makes a client of Stytch's API for one project. Nothing is sent before the first call. */
export function createStytchApi(settings: StytchSettings, options?: TransportOptions): StytchApi {
  const transport = createTransport(settings, options);
  const at = (clientId: string) => `${CLIENTS}/${encodeURIComponent(clientId.toWellFormed())}`;

  /** A cache or proxy may mix responses up; nothing of a response about another client counts. */
  async function sendAbout<Schema extends z.ZodType<{ readonly clientId?: string | undefined }>>(
    clientId: string,
    schema: Schema,
    call: Call,
  ): Promise<z.output<Schema>> {
    const about = await send(transport, schema, call);
    if (about.clientId === undefined || about.clientId === clientId) return about;
    throw otherSubject(call, "client_id", clientId);
  }

  /** An organization may also be named by its slug, which its response need not repeat. */
  async function sendAboutOrganization(organizationId: string, call: Call) {
    const organization = await send(transport, organizationAnswer, call);
    const isSame = organization.organizationId === organizationId;
    if (isSame || !ORGANIZATION_ID.test(organizationId)) return organization;
    throw otherSubject(call, "organization_id", organizationId);
  }

  return {
    projectId: settings.projectId,
    whoami: ({ signal } = {}) =>
      send(transport, whoamiAnswer, {
        method: "GET",
        path: "/v1/debug/whoami",
        repeatability: "repeatable",
        signal,
      }),
    createConnectedApp: async ({ clientType, ...fields }, { signal } = {}) => {
      const call: Call = {
        method: "POST",
        path: CLIENTS,
        body: { client_type: clientType, ...fieldsToWire(fields) },
        repeatability: "once",
        signal,
      };
      const answer = await transport.send(call);
      const created = createdAnswer.safeParse(answer);
      if (created.success) {
        const { clientId, clientSecret } = created.data;
        if (clientSecret !== "" || clientType.endsWith("_public")) return created.data;
        const problem = "the answer holds no client_secret, and Stytch shows it only once.";
        throw new StytchIncompleteCreateError(call, problem, { clientId, clientSecret });
      }
      const identity = createdIdentity.safeParse(answer);
      if (!identity.success) throw unspecified(call, created.error);
      throw new StytchIncompleteCreateError(call, problemsIn(created.error), identity.data);
    },
    getConnectedApp: (clientId, { signal } = {}) =>
      sendAbout(clientId, connectedAppAnswer, {
        method: "GET",
        path: at(clientId),
        repeatability: "repeatable",
        signal,
      }),
    updateConnectedApp: (clientId, fields, { signal } = {}) =>
      sendAbout(clientId, connectedAppAnswer, {
        method: "PUT",
        path: at(clientId),
        body: fieldsToWire(fields),
        repeatability: "repeatable",
        signal,
      }),
    searchConnectedApps: (page, { signal } = {}) =>
      send(transport, searchAnswer, {
        method: "POST",
        path: `${CLIENTS}/search`,
        body: page,
        repeatability: "repeatable",
        maxAnswerBytes: MAX_PAGE_BYTES,
        signal,
      }),
    deleteConnectedApp: async (clientId, { signal } = {}) => {
      await sendAbout(clientId, deletedAnswer, {
        method: "DELETE",
        path: at(clientId),
        repeatability: "repeatable",
        signal,
      });
    },
    startSecretRotation: (clientId, { signal } = {}) =>
      sendAbout(clientId, rotationStartedAnswer, {
        method: "POST",
        path: `${at(clientId)}/secrets/rotate/start`,
        body: {},
        repeatability: "once",
        signal,
      }),
    cancelSecretRotation: (clientId, { signal } = {}) =>
      sendAbout(clientId, connectedAppAnswer, {
        method: "POST",
        path: `${at(clientId)}/secrets/rotate/cancel`,
        body: {},
        repeatability: "once",
        signal,
      }),
    completeSecretRotation: (clientId, { signal } = {}) =>
      sendAbout(clientId, connectedAppAnswer, {
        method: "POST",
        path: `${at(clientId)}/secrets/rotate`,
        body: {},
        repeatability: "once",
        signal,
      }),
    getOrganizationConnectedApps: (organizationId, { signal } = {}) =>
      sendAboutOrganization(organizationId, {
        method: "GET",
        path: `${ORGANIZATIONS}/${encodeURIComponent(organizationId)}`,
        repeatability: "repeatable",
        signal,
      }),
    updateOrganizationConnectedApps: (organizationId, fields, { signal } = {}) =>
      sendAboutOrganization(organizationId, {
        method: "PUT",
        path: `${ORGANIZATIONS}/${encodeURIComponent(organizationId)}`,
        body: organizationToWire(fields),
        repeatability: "repeatable",
        signal,
      }),
    close: () => transport.close(),
  };
}

async function send<Schema extends z.ZodType>(
  transport: Transport,
  schema: Schema,
  call: Call,
): Promise<z.output<Schema>> {
  const result = schema.safeParse(await transport.send(call));
  if (result.success) return result.data;
  throw unspecified(call, result.error);
}

function otherSubject(call: Call, name: string, expected: string): StytchResponseError {
  const problem = `the response is about another ${name} than ${expected}; a cache or proxy may have mixed up responses.`;
  return new StytchResponseError(call, problem, call.method !== "GET");
}

function unspecified(call: Call, error: z.ZodError): StytchResponseError {
  return new StytchResponseError(call, problemsIn(error), call.method !== "GET");
}

/** Paths and expectations only: the input of an issue may be a secret. */
function problemsIn(error: z.ZodError): string {
  const problems = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  return `the answer is not what the API specifies: ${problems.join("; ")}.`;
}
