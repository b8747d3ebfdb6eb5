import "./supported-node.ts";

export type { ClientType } from "./connected-app/model.ts";
export {
  type AdoptionError,
  type AnyStytchError,
  type CodedError,
  ConnectedAppAmbiguousError,
  ConnectedAppNotFoundError,
  type DestructiveChangeError,
  isStytchError,
  LookupArgumentsError,
  type LookupError,
  type NoSuchResourceError,
  type OutcomeUnknownError,
  ProgramError,
  type RotationError,
  type SharedResourceError,
  StytchApiError,
  StytchError,
  type StytchErrorCode,
  type StytchIncompleteCreateError,
  type StytchInterruptedError,
  StytchNetworkError,
  StytchRequestError,
  StytchResponseError,
  StytchSettingsError,
  StytchTimeoutError,
} from "./errors.ts";
export {
  type GetConnectedAppArgs,
  type GetConnectedAppOutputArgs,
  type GetConnectedAppResult,
  getConnectedApp,
  getConnectedAppOutput,
} from "./program/functions/get-connected-app.ts";
export {
  type GetConnectedAppsArgs,
  type GetConnectedAppsOutputArgs,
  type GetConnectedAppsResult,
  getConnectedApps,
  getConnectedAppsOutput,
} from "./program/functions/get-connected-apps.ts";
export type { LookupOutputOptions } from "./program/functions/look-up.ts";
export { ConnectedApp, type ConnectedAppArgs } from "./program/resources/connected-app.ts";
export {
  type ConnectedAppsAllowedType,
  OrganizationConnectedApps,
  type OrganizationConnectedAppsArgs,
} from "./program/resources/organization-connected-apps.ts";
export { StytchProvider, type StytchProviderArgs } from "./program/resources/stytch-provider.ts";
export type { TemplateContent, TemplateValue } from "./program/resources/template-content.ts";
