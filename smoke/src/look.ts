import type { CheckContext } from "./context.ts";
import { isThirdParty } from "./known-target.ts";

/** The command that shows the client as the project holds it. */
export function commandForClient({ target }: CheckContext): string {
  return commandFor(target.apiUrl, `/v1/connected_apps/clients/${segment(target.app.clientId)}`);
}

/** What to compare if a client does not get scopes that it should get. */
export function adviceOnScopes(context: CheckContext, missing: readonly string[]): string {
  const known = context.known();
  const { fullAccessAllowed, clientType } = known.app;
  const { organizationId } = context.findings.get("subject");
  const settings = [
    ...(missing.includes("full_access")
      ? [
          `For full_access, full_access_allowed must be true and client_type first_party or first_party_public; the project said ${fullAccessAllowed} and ${clientType} (${commandForClient(context)}).`,
        ]
      : []),
    ...(organizationId === undefined
      ? []
      : [adviceOnOrganization(context.target.apiUrl, organizationId, isThirdParty(known))]),
  ];
  return settings.length > 0
    ? `${settings.join(" ")} If all of that is so, ask Stytch.`
    : `No setting of a client keeps it from ${missing.join(" and ")}: ask Stytch.`;
}

function adviceOnOrganization(apiUrl: string, id: string, isThirdParty: boolean): string {
  const party = isThirdParty ? "third_party" : "first_party";
  const command = commandFor(apiUrl, `/v1/b2b/organizations/${segment(id)}`);
  return (
    `The member's organization must have ${party}_connected_apps_allowed_type ALL_ALLOWED, or RESTRICTED with ` +
    `the client's id in allowed_${party}_connected_apps (${command}).`
  );
}

function commandFor(apiUrl: string, path: string): string {
  return `curl -u "$STYTCH_PROJECT_ID:$STYTCH_SECRET" '${apiUrl}${path}'`;
}

/** Safe within single quotes of a shell, which end only at the next single quote. */
function segment(id: string): string {
  return encodeURIComponent(id).replaceAll("'", "%27");
}
