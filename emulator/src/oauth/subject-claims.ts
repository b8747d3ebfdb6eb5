import type { Subject } from "../people/subject-type.ts";
import type { UserName } from "../state/user.ts";

/** Claims that each scope stands for; those without a value are left out. */
const CLAIMS_OF_SCOPE: Record<string, (subject: Subject) => Record<string, unknown>> = {
  profile: profileClaims,
  email: emailClaims,
  phone: phoneClaims,
};

/**
 * What ID tokens and userinfo say about a subject.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims
 */
export function scopeClaims(subject: Subject, scopes: readonly string[]): Record<string, unknown> {
  const claims = scopes.flatMap((scope) => Object.entries(CLAIMS_OF_SCOPE[scope]?.(subject) ?? {}));
  return Object.fromEntries(claims.filter(([, value]) => value !== undefined && value !== ""));
}

function profileClaims(subject: Subject) {
  const person = subject.kind === "user" ? subject.user : subject.member;
  const picture = person.oauthRegistrations.find((one) => one.profilePictureUrl !== "");
  const locale = person.oauthRegistrations.find((one) => one.locale !== "");
  return {
    ...(subject.kind === "user" ? userName(subject.user.name) : { name: subject.member.name }),
    picture: picture?.profilePictureUrl,
    locale: locale?.locale,
  };
}

function userName({ firstName, middleName, lastName }: UserName) {
  return {
    name: [firstName, middleName, lastName].filter((part) => part !== "").join(" "),
    given_name: firstName,
    middle_name: middleName,
    family_name: lastName,
  };
}

function emailClaims(subject: Subject) {
  if (subject.kind === "member") {
    const { emailAddress, emailAddressVerified } = subject.member;
    return { email: emailAddress, email_verified: emailAddressVerified };
  }
  const [first] = subject.user.emails;
  return { email: first?.email, email_verified: first?.verified };
}

function phoneClaims(subject: Subject) {
  if (subject.kind === "member") {
    const { mfaPhoneNumber, mfaPhoneNumberVerified } = subject.member;
    if (mfaPhoneNumber === "") return {};
    return { phone_number: mfaPhoneNumber, phone_number_verified: mfaPhoneNumberVerified };
  }
  const [first] = subject.user.phoneNumbers;
  return { phone_number: first?.phoneNumber, phone_number_verified: first?.verified };
}
