import { html } from "hono/html";
import type { Organization } from "../../state/organization.ts";
import { timestamp } from "../../timestamp.ts";
import type { Kind } from "../kind.ts";
import { related } from "../listing.ts";
import { facts, json } from "../table.ts";
import { people } from "./people.ts";

export const organizations: Kind<Organization> = {
  path: "organizations",
  title: "Organizations",
  columns: ["Organization", "Name", "Slug", "First-party apps", "Third-party apps"],
  all: ({ state }) => state.organizations.all(),
  find: ({ state }, id) => state.organizations.get(id),
  idOf: ({ id }) => id,
  row: ({ id, settings }) => [
    id,
    settings.organizationName,
    settings.organizationSlug,
    settings.firstPartyConnectedAppsAllowedType,
    settings.thirdPartyConnectedAppsAllowedType,
  ],
  texts: ({ id, settings }) => [id, settings.organizationName, settings.organizationSlug],
  filters: [],
  detail: ({ id, settings, createdAt }, scene) => html`
    <div data-live id="detail">
      ${facts([
        ["Organization", id],
        ["Created", timestamp(createdAt)],
        ["Settings", json(settings)],
      ])}
      ${related(
        people,
        scene.state.members.filter((one) => one.organizationId === id),
        scene,
      )}
    </div>
  `,
};
