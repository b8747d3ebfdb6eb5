/**
 * What another door to the engine than the dynamic provider serves: the same resources, the same
 * look-ups, the same settings.
 */

export { connectedAppLifecycle } from "../connected-app/index.ts";
export { findConnectedApp, listConnectedApps } from "../connected-app/lookup/lookup.ts";
export { resolveConfiguration } from "../connection/configuration.ts";
export { KEYS, warningsOf } from "../connection/keys.ts";
export type { CheckFailure, CheckOutcome, DiffOutcome, Lifecycle } from "../lifecycle/lifecycle.ts";
export { organizationConnectedAppsLifecycle } from "../organization-connected-apps/index.ts";
export { StytchSettingsError } from "../stytch/errors.ts";
export { type CodedError, isStytchError } from "../stytch-error.ts";
export { likelyMistakesIn } from "../text/likely-mistakes.ts";
export { nearestName } from "../text/nearest-name.ts";
export { visible } from "../text/visible.ts";
export { createProjectConnection, type ProjectConnection } from "./project-connection.ts";
export { type ResourceService, resourceService } from "./resource-service.ts";
export { isUnknown, UNKNOWN } from "./unknown.ts";
