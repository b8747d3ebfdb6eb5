import { apiError } from "../errors.ts";
import type { Organization, OrganizationSettings } from "../state/organization.ts";
import type { ProjectState } from "../state/store.ts";
import { checkExternalId } from "./checks.ts";

const SLUG = /^[A-Za-z0-9._~-]{2,128}$/;

/**
 * @param organization The one that gets the settings; absent for a new one.
 * @returns The settings, with a slug made from the name if they have none.
 * @throws ApiError 400 naming the first setting that is wrong or that another organization has.
 */
export function checkOrganization(
  state: ProjectState,
  settings: OrganizationSettings,
  organization?: Organization,
): OrganizationSettings {
  const { organizationName, organizationExternalId } = settings;
  if (organizationName.length < 1 || organizationName.length > 128)
    throw apiError("invalid_organization_name");
  const isTaken = (test: (other: OrganizationSettings) => boolean) =>
    state.organizations.find((other) => other.id !== organization?.id && test(other.settings)) !==
    undefined;
  const isTakenSlug = (slug: string) => isTaken((other) => other.organizationSlug === slug);

  if (organizationExternalId !== null) {
    checkExternalId(organizationExternalId, "organization_external_id");
    if (isTaken((other) => other.organizationExternalId === organizationExternalId)) {
      throw apiError("organization_external_id_already_used");
    }
  }
  const organizationSlug = settings.organizationSlug || freeSlug(organizationName, isTakenSlug);
  if (!SLUG.test(organizationSlug)) throw apiError("invalid_organization_slug");
  if (isTakenSlug(organizationSlug)) throw apiError("organization_slug_already_used");
  return { ...settings, organizationSlug };
}

/** `acme-inc` for `Acme Inc.`, with a number if that is taken. */
function freeSlug(name: string, isTaken: (slug: string) => boolean): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 120);
  const base = plain.length < 2 ? `org${plain}` : plain;
  let slug = base;
  for (let number = 2; isTaken(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}
