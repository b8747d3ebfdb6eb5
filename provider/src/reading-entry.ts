/**
 * A project as it is, for tools that look at it and must not change it: the client has no call that
 * writes. With the pace, the retries and the errors of the provider.
 */
import "./supported-node.ts";

export { allConnectedApps } from "./connected-app/lookup/lookup.ts";
export type { ConnectionSettings } from "./connection/connect.ts";
export { connectReader } from "./connection/connect-reader.ts";
export { settingsFrom, VARIABLES } from "./connection/environment.ts";
export type {
  Further,
  ListedConnectedApp,
  ListedOrganization,
  Metadata,
  ProjectReader,
  SearchPage,
} from "./stytch/reader.ts";
export { type CodedError, isStytchError } from "./stytch-error.ts";
