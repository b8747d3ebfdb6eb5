import type { ProjectContext } from "../context.ts";
import { derivedId } from "../ids.ts";
import { emulatedAccount } from "../oauth-login/login-tokens.ts";
import { providerOfType } from "../oauth-login/providers.ts";
import type { OAuthRegistration } from "../state/person.ts";
import type { SeedAccount } from "./schema.ts";
import { SeedError } from "./seed-error.ts";

/** Whose accounts they are. */
export interface Owner {
  id: string;
  /** `""` without one. */
  email: string;
}

/** The kinds of ids of a registration, by vertical. */
const PREFIXES = { consumer: "oauth-user", b2b: "member-oauth" } as const;

/** A person's accounts for social logins; what a seed leaves out is what a login would make. */
export function seedAccounts(
  context: Pick<ProjectContext, "project">,
  owner: Owner,
  accounts: readonly (SeedAccount & { id: string | undefined })[],
): OAuthRegistration[] {
  const types = new Set<string>();
  return accounts.map(({ id, ...account }) => {
    const { provider_type: type } = account;
    if (types.has(type)) {
      throw new SeedError(`provider_type: there is another account of ${type}; leave one out`);
    }
    types.add(type);
    const subject = account.provider_subject ?? loginOf(context, type, owner)?.providerSubject;
    if (subject === undefined) {
      throw new SeedError("provider_subject: is missing; without an email it follows from nothing");
    }
    return {
      registrationId: id ?? usualId(context, type, owner),
      providerType: type,
      providerSubject: subject,
      profilePictureUrl: account.profile_picture_url,
      locale: account.locale,
    };
  });
}

/** What a seed writes of an account. */
export function accountSeed(
  context: Pick<ProjectContext, "project">,
  owner: Owner,
  { registrationId, providerType, providerSubject, profilePictureUrl, locale }: OAuthRegistration,
) {
  const usual = loginOf(context, providerType, owner);
  return {
    provider_type: providerType,
    ...(providerSubject !== usual?.providerSubject && { provider_subject: providerSubject }),
    ...(profilePictureUrl !== "" && { profile_picture_url: profilePictureUrl }),
    ...(locale !== "en" && { locale }),
    id: registrationId === usualId(context, providerType, owner) ? undefined : registrationId,
  };
}

/** The account that a login by this address uses. */
function loginOf({ project }: Pick<ProjectContext, "project">, type: string, { email }: Owner) {
  const provider = providerOfType(type, project.vertical);
  return email === "" || provider === undefined ? undefined : emulatedAccount(provider, email);
}

function usualId({ project }: Pick<ProjectContext, "project">, type: string, { id }: Owner) {
  return derivedId(PREFIXES[project.vertical], project.environment, `${id} ${type}`);
}
