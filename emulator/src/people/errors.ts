import { ApiError } from "../errors.ts";

export const invalidB2bEndpoint = () =>
  new ApiError(
    400,
    "invalid_b2b_endpoint",
    "The provided project_id is a Consumer project and this endpoint is only enabled for B2B projects.",
  );

export const invalidConsumerEndpoint = () =>
  new ApiError(
    400,
    "invalid_consumer_endpoint",
    "The provided project_id is a B2B project and this endpoint is only enabled for Consumer projects.",
  );

export const userNotFound = () => new ApiError(404, "user_not_found", "User could not be found.");

export const memberNotFound = () =>
  new ApiError(404, "member_not_found", "Member could not be found.");

export const organizationNotFound = () =>
  new ApiError(404, "organization_not_found", "Organization could not be found.");

export const invalidEmail = () =>
  new ApiError(400, "invalid_email", "The email address is not valid.");

export const invalidPhoneNumber = () =>
  new ApiError(400, "invalid_phone_number", "The phone number is not in E.164 format.");

export const duplicateEmail = () =>
  new ApiError(400, "duplicate_email", "A user with this email address already exists.");

export const duplicatePhoneNumber = () =>
  new ApiError(400, "duplicate_phone_number", "A user with this phone number already exists.");

export const duplicateUserExternalId = () =>
  new ApiError(400, "duplicate_user_external_id", "A user with this external ID already exists.");

export const duplicateMemberEmail = () =>
  new ApiError(
    400,
    "duplicate_member_email",
    "A member with this email address already exists in the organization.",
  );

export const duplicateMemberExternalId = () =>
  new ApiError(
    400,
    "duplicate_member_external_id",
    "A member with this external ID already exists in the organization.",
  );

export const invalidMemberGetFields = () =>
  new ApiError(400, "invalid_member_get_fields", "Give either member_id or email_address.");

export const organizationSlugAlreadyUsed = () =>
  new ApiError(
    400,
    "organization_slug_already_used",
    "The provided organization_slug is already used in another organization.",
  );

export const organizationExternalIdAlreadyUsed = () =>
  new ApiError(
    400,
    "organization_external_id_already_used",
    "The provided organization_external_id is already used in another organization.",
  );

export const invalidOrganizationName = () =>
  new ApiError(
    400,
    "invalid_organization_name",
    "The organization name must have from 1 to 128 characters.",
  );

export const invalidOrganizationSlug = () =>
  new ApiError(
    400,
    "invalid_organization_slug",
    "The organization slug must have from 2 to 128 letters, digits, '-', '.', '_' or '~'.",
  );

export const noUserSelector = () =>
  new ApiError(
    400,
    "no_oauth_authorize_user_selector",
    "Give one of user_id, session_token and session_jwt.",
  );

export const noMemberSelector = () =>
  new ApiError(
    400,
    "no_oauth_authorize_member_selector",
    "Give organization_id with member_id, or one of session_token and session_jwt.",
  );

export const tooManyUserSelectors = () =>
  new ApiError(
    400,
    "too_many_user_selection_arguments",
    "Select the subject in one way only: by its id or by its session.",
  );
