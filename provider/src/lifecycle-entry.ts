/**
 * What the resources mean, for tools that look at data, states and previews: the fields with their defaults,
 * what is wrong with inputs, what a program asks for, which of two values differ, what becomes of secrets. No engine and no HTTP.
 */
import "./supported-node.ts";

export { desiredFields } from "./connected-app/diff.ts";
export { expectedSecrets, type SecretInputs } from "./connected-app/expected.ts";
export { canonical } from "./connected-app/forms.ts";
export { checkConnectedApp } from "./connected-app/inputs/check.ts";
export {
  type ConnectedAppInputs,
  type ConnectedAppOutputs,
  isPublic,
  isThirdParty,
  LOCAL_NAMES,
  type SecretOutputs,
  type SecretVersions,
} from "./connected-app/model.ts";
export {
  FIRST_VERSION,
  planRotation,
  ROTATION_NOTES,
  type Rotation,
  RotationError,
} from "./connected-app/rotation/plan.ts";
export { SECRET_NAMES } from "./connected-app/rotation/secrets.ts";
export { differs } from "./lifecycle/compare.ts";
export type { CheckFailure, CheckOutcome } from "./lifecycle/lifecycle.ts";
export {
  FIELD_NAMES as ORGANIZATION_FIELD_NAMES,
  SERVER_DEFAULTS as ORGANIZATION_DEFAULTS,
  TYPES_AND_LISTS,
} from "./organization-connected-apps/model.ts";
export { desiredFields as desiredOrganizationFields } from "./organization-connected-apps/plan.ts";
export { isUnknown, UNKNOWN } from "./service/unknown.ts";
export {
  type ConnectedAppFields,
  FIELD_NAMES,
  type FieldName,
  LIST_FIELDS,
  SERVER_DEFAULTS,
} from "./stytch/connected-app-fields.ts";
export { nearestName } from "./text/nearest-name.ts";
export { visible } from "./text/visible.ts";
