import { z } from "zod";
import type { ConnectedApp, ConnectedAppFields, OrganizationConnectedAppsFields } from "./api.ts";
import { CONNECTED_APP_FIELDS, FIELD_NAMES, SERVER_DEFAULTS } from "./connected-app-fields.ts";

/**
 * The wire and ours, both ways, in one place. Responses may hold further fields, and optional ones
 * may be null, absent or empty alike.
 */

const text = z.string().nullish().default("");
const list = z.array(z.string()).nullish().default([]);
const flag = z.boolean().nullish().default(false);

const ON_WIRE = { string: text, boolean: flag, number: z.int(), object: list };

export const connectedAppOnWire = {
  client_id: z.string().min(1),
  client_type: z.string().min(1),
  status: text,
  client_secret_last_four: text,
  next_client_secret_last_four: text,
  ...Object.fromEntries(
    Object.values(CONNECTED_APP_FIELDS).map((field) => [
      field.wire,
      ON_WIRE[typeof field.default as keyof typeof ON_WIRE],
    ]),
  ),
};

type OnWire = z.infer<z.ZodObject<typeof connectedAppOnWire>>;

/** What is left out, or empty, is the default. */
export function fromWire(wire: OnWire): ConnectedApp {
  const app: Record<string, unknown> = {
    clientId: wire.client_id,
    clientType: wire.client_type,
    status: wire.status ?? "",
    clientSecretLastFour: wire.client_secret_last_four ?? "",
    nextClientSecretLastFour: wire.next_client_secret_last_four ?? "",
  };
  for (const name of FIELD_NAMES) {
    const value = wire[CONNECTED_APP_FIELDS[name].wire as keyof OnWire] ?? "";
    app[name] = value === "" ? SERVER_DEFAULTS[name] : value;
  }
  return app as unknown as ConnectedApp;
}

export const connectedAppResponse = z
  .object({ connected_app: z.object(connectedAppOnWire).transform(fromWire) })
  .transform((response) => response.connected_app);

export const createdResponse = z
  .object({
    connected_app: z
      .object({ ...connectedAppOnWire, client_secret: text })
      .transform((wire) => ({ ...fromWire(wire), clientSecret: wire.client_secret ?? "" })),
  })
  .transform((response) => response.connected_app);

/** What is left of a create response that fails `createdResponse`: enough not to lose the client. */
export const createdIdentity = z
  .object({
    connected_app: z.object({ client_id: z.string().min(1), client_secret: text.catch("") }),
  })
  .transform(({ connected_app }) => ({
    clientId: connected_app.client_id,
    clientSecret: connected_app.client_secret ?? "",
  }));

export const rotationStartedResponse = z
  .object({
    connected_app: z
      .object({ ...connectedAppOnWire, next_client_secret: z.string().min(1) })
      .transform((wire) => ({ ...fromWire(wire), nextClientSecret: wire.next_client_secret })),
  })
  .transform((response) => response.connected_app);

/** Bounded, since it is sent back and kept until the last page. */
const cursor = z.string().max(10_000).nullish().default("");

/** -1 where the workspace has counting turned off. It only saves calls, so a wrong one counts as absent. */
const count = z.int().min(0).optional().catch(undefined);

/** How every search tells where it goes on. */
export const resultsMetadata = z
  .object({ next_cursor: cursor, total: count })
  .nullish()
  .transform((metadata) => ({
    nextCursor: metadata?.next_cursor || undefined,
    total: metadata?.total,
  }));

export const searchResponse = z
  .object({
    connected_apps: z.array(z.object(connectedAppOnWire).transform(fromWire)),
    results_metadata: resultsMetadata,
  })
  .transform((response) => ({
    connectedApps: response.connected_apps,
    ...response.results_metadata,
  }));

export const deletedResponse = z
  .object({ client_id: z.string().optional().catch(undefined) })
  .transform(({ client_id }) => ({ clientId: client_id }));

export const whoamiResponse = z
  .object({ project_id: z.string(), name: text })
  .transform(({ project_id, name }) => ({ projectId: project_id, name: name ?? "" }));

/** Only the fields given, under their wire names. */
export function fieldsToWire(fields: Partial<ConnectedAppFields>): Record<string, unknown> {
  const given = FIELD_NAMES.filter((name) => fields[name] !== undefined);
  return Object.fromEntries(given.map((name) => [CONNECTED_APP_FIELDS[name].wire, fields[name]]));
}

const allowedType = z
  .string()
  .nullish()
  .transform((type) => type || "ALL_ALLOWED");
const clientIds = list.transform((ids) => ids ?? []);

export const organizationOnWire = z
  .object({
    organization_id: z.string().min(1),
    organization_name: text,
    first_party_connected_apps_allowed_type: allowedType,
    allowed_first_party_connected_apps: clientIds,
    third_party_connected_apps_allowed_type: allowedType,
    allowed_third_party_connected_apps: clientIds,
  })
  .transform((organization) => ({
    name: organization.organization_name ?? "",
    settings: {
      organizationId: organization.organization_id,
      firstPartyConnectedAppsAllowedType: organization.first_party_connected_apps_allowed_type,
      allowedFirstPartyConnectedApps: organization.allowed_first_party_connected_apps,
      thirdPartyConnectedAppsAllowedType: organization.third_party_connected_apps_allowed_type,
      allowedThirdPartyConnectedApps: organization.allowed_third_party_connected_apps,
    },
  }));

export const organizationResponse = z
  .object({ organization: organizationOnWire })
  .transform(({ organization }) => organization.settings);

/** The four fields under their wire names; an organization has many more, which are not ours. */
export function organizationToWire(fields: OrganizationConnectedAppsFields) {
  return {
    first_party_connected_apps_allowed_type: fields.firstPartyConnectedAppsAllowedType,
    allowed_first_party_connected_apps: fields.allowedFirstPartyConnectedApps,
    third_party_connected_apps_allowed_type: fields.thirdPartyConnectedAppsAllowedType,
    allowed_third_party_connected_apps: fields.allowedThirdPartyConnectedApps,
  };
}
