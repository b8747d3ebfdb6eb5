import { z } from "zod";
import { connectedAppOnWire, fromWire, organizationOnWire, resultsMetadata } from "./schemas.ts";

/** What only a reader asks for. */

const text = z
  .string()
  .nullish()
  .catch("")
  .transform((value) => value ?? "");

const listedOnWire = z
  .object({ ...connectedAppOnWire, creation_method: text, client_id_metadata_url: text })
  .transform((wire) => ({
    ...fromWire(wire),
    creationMethod: wire.creation_method,
    metadataUrl: wire.client_id_metadata_url,
  }));

export const listedSearchResponse = z
  .object({ connected_apps: z.array(listedOnWire), results_metadata: resultsMetadata })
  .transform(({ connected_apps, results_metadata }) => ({
    connectedApps: connected_apps,
    ...results_metadata,
  }));

export const organizationSearchResponse = z
  .object({ organizations: z.array(organizationOnWire), results_metadata: resultsMetadata })
  .transform(({ organizations, results_metadata }) => ({ organizations, ...results_metadata }));

export const userSearchResponse = z
  .object({
    results: z.array(z.object({ user_id: z.string().min(1) })),
    results_metadata: resultsMetadata,
  })
  .transform(({ results, results_metadata }) => ({
    userIds: results.map(({ user_id }) => user_id),
    ...results_metadata,
  }));

export const installedAppsResponse = z
  .object({ connected_apps: z.array(z.object({ connected_app_id: z.string() })).nullish() })
  .transform(({ connected_apps }) =>
    (connected_apps ?? []).map(({ connected_app_id }) => connected_app_id),
  );

export const installedAppResponse = z
  .object({ active_members: z.array(z.object({ member_id: z.string() })).nullish() })
  .transform(({ active_members }) => (active_members ?? []).map(({ member_id }) => member_id));

export const metadataResponse = z.record(z.string(), z.unknown());

export const keysResponse = z
  .object({ keys: z.array(z.record(z.string(), z.unknown())) })
  .transform(({ keys }) => keys);
