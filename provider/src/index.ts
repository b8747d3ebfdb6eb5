import "./supported-node.ts";

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
} from "./functions/get-connected-app.ts";
export {
  type GetConnectedAppsArgs,
  type GetConnectedAppsOutputArgs,
  type GetConnectedAppsResult,
  getConnectedApps,
  getConnectedAppsOutput,
} from "./functions/get-connected-apps.ts";
export type { LookupOutputOptions } from "./functions/look-up.ts";
export type { ClientType } from "./lifecycle/connected-app/model.ts";
export { ConnectedApp, type ConnectedAppArgs } from "./resources/connected-app.ts";
export {
  type ConnectedAppsAllowedType,
  OrganizationConnectedApps,
  type OrganizationConnectedAppsArgs,
} from "./resources/organization-connected-apps.ts";
export { StytchProvider, type StytchProviderArgs } from "./resources/stytch-provider.ts";
export type { TemplateContent, TemplateValue } from "./resources/template-content.ts";
