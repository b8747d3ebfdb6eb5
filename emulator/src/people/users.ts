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
  emailVerified?: boolean;
  phoneNumber?: string | undefined;
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
  const emails = fields.email ? [newEmail(context, fields.email, fields.emailVerified)] : [];
  const phones = fields.phoneNumber
    ? [newPhoneNumber(context, fields.phoneNumber, fields.phoneNumberVerified)]
    : [];
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

function newEmail({ project, state }: ProjectContext, text: string, verified = false) {
  const email = checkEmail(text);
  if (findUserByEmail(state, email) !== undefined) throw apiError("duplicate_email");
  return { emailId: newId("email", project.environment), email, verified };
}

function newPhoneNumber({ project, state }: ProjectContext, text: string, verified = false) {
  const phoneNumber = checkPhoneNumber(text);
  const taken = state.users.find((user) =>
    user.phoneNumbers.some((entry) => entry.phoneNumber === phoneNumber),
  );
  if (taken !== undefined) throw apiError("duplicate_phone_number");
  return { phoneId: newId("phone-number", project.environment), phoneNumber, verified };
}
