import { ApiError } from "../errors.ts";

export const sessionNotFound = () =>
  new ApiError(404, "session_not_found", "Session could not be found.");

export const invalidSessionToken = () =>
  new ApiError(400, "invalid_session_token", "Session token format is invalid.");

export const unableToParseSessionJwt = () =>
  new ApiError(
    400,
    "unable_to_parse_session_jwt",
    "The session JWT is malformed or was not signed by this project.",
  );

export const noSessionArguments = () =>
  new ApiError(400, "no_session_arguments", "Give either session_token or session_jwt.");

export const tooManySessionArguments = () =>
  new ApiError(
    400,
    "too_many_session_arguments",
    "Give either session_token or session_jwt, not both.",
  );

export const noSessionRevokeArguments = () =>
  new ApiError(400, "no_session_revoke_arguments", "Name the session to revoke.");

export const tooManySessionRevokeArguments = () =>
  new ApiError(
    400,
    "too_many_session_revoke_arguments",
    "Name the session to revoke in one way only.",
  );

export const invalidSessionDuration = (min: number, max: number) =>
  new ApiError(
    400,
    "invalid_session_duration_minutes",
    `session_duration_minutes must be from ${min} to ${max}.`,
  );

export const customClaimsTooLarge = (bytes: number) =>
  new ApiError(400, "custom_claims_too_large", `Custom claims must fit into ${bytes} bytes.`);

export const stytchClaimsInCustomClaims = () =>
  new ApiError(
    400,
    "stytch_claims_in_custom_claims",
    "Claims under https://stytch.com/ cannot be custom claims.",
  );

export const sessionOfAnotherUser = () =>
  new ApiError(400, "user_id_mismatch", "The session belongs to another user.");

export const sessionOfAnotherMember = () =>
  new ApiError(400, "member_session_member_id_mismatch", "The session belongs to another member.");

export const authorizationChecksNotEmulated = () =>
  new ApiError(
    400,
    "unavailable_endpoint",
    "authorization_check is not emulated: the emulated project has no RBAC policy to check against.",
  );
