import type { StateClient } from "../read/index.ts";
import type { Finding } from "../report.ts";
import { driftOfOrganization, meaningsOfDrift } from "./drift.ts";
import type { Owners } from "./owners.ts";
import type { Snapshot } from "./snapshot.ts";

/** What someone changed outside Pulumi in settings of organizations, of those that were looked at. */
export function judgeOrganizations(owners: Owners, { installations }: Snapshot): Finding[] {
  const changes = owners.organizations.flatMap((known) => {
    const live = installations?.settings.get(idOf(known));
    return live === undefined ? [] : [driftOfOrganization(known, { ...live })];
  });
  return meaningsOfDrift(changes);
}

/** A program may name an organization by its slug. */
function idOf({ outputs }: StateClient): string {
  return String(outputs.resolvedOrganizationId ?? outputs.organizationId);
}
