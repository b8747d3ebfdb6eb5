import type { ProjectContext } from "../context.ts";
import { apiError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { User, UserName } from "../state/user.ts";
import { checkEmail, checkExternalId, checkPhoneNumber, mergeMetadata } from "./checks.ts";
import { findUserByEmail } from "./find.ts";

/** What a new user may have from the start; unset fields are empty. */
export interface NewUser {
  /** Default: one of its own. */
  id?: string;
  email?: string | undefined;
  /** Default: one of its own. */
  emailId?: string;
  emailVerified?: boolean;
  phoneNumber?: string | undefined;
  /** Default: one of its own. */
  phoneId?: string;
  phoneNumberVerified?: boolean;
  name?: Partial<UserName>;
  status?: User["status"];
  roles?: string[] | undefined;
  trustedMetadata?: User["trustedMetadata"] | undefined;
  untrustedMetadata?: User["untrustedMetadata"] | undefined;
  externalId?: string | undefined;
}

/**
 * @throws ApiError 400 for a malformed field, 400 `duplicate_email`, `duplicate_phone_number` or
 * `duplicate_user_external_id` if another user has it.
 */
export function createUser(context: ProjectContext, fields: NewUser): User {
  const { project, state, clock } = context;
  const emails = fields.email ? [newEmail(context, fields.email, fields)] : [];
  const phones = fields.phoneNumber ? [newPhoneNumber(context, fields.phoneNumber, fields)] : [];
  const user: User = {
    id: fields.id ?? newId("user", project.environment),
    status: fields.status ?? "active",
    name: { firstName: "", middleName: "", lastName: "", ...fields.name },
    emails,
    phoneNumbers: phones,
    oauthRegistrations: [],
    password: null,
    roles: fields.roles ?? [],
    trustedMetadata: mergeMetadata({}, fields.trustedMetadata),
    untrustedMetadata: mergeMetadata({}, fields.untrustedMetadata),
    externalId: newExternalId(context, fields.externalId ?? ""),
    createdAt: clock.now(),
  };
  state.users.add(user);
  return user;
}

/** @param user The one who may have it already. */
export function newExternalId({ state }: ProjectContext, text: string, user?: User): string | null {
  const externalId = checkExternalId(text);
  const taken = state.users.find(
    (other) => externalId !== null && other.externalId === externalId && other.id !== user?.id,
  );
  if (taken !== undefined) throw apiError("duplicate_user_external_id");
  return externalId;
}

function newEmail(
  { project, state }: ProjectContext,
  text: string,
  { emailId = newId("email", project.environment), emailVerified = false }: NewUser,
) {
  const email = checkEmail(text);
  if (findUserByEmail(state, email) !== undefined) throw apiError("duplicate_email");
  return { emailId, email, verified: emailVerified };
}

function newPhoneNumber(
  { project, state }: ProjectContext,
  text: string,
  { phoneId = newId("phone-number", project.environment), phoneNumberVerified = false }: NewUser,
) {
  const phoneNumber = checkPhoneNumber(text);
  const taken = state.users.find((user) =>
    user.phoneNumbers.some((entry) => entry.phoneNumber === phoneNumber),
  );
  if (taken !== undefined) throw apiError("duplicate_phone_number");
  return { phoneId, phoneNumber, verified: phoneNumberVerified };
}
