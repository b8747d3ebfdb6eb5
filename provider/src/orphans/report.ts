import { literal } from "../export/literal.ts";
import { visible, visibleJson } from "../text/visible.ts";
import type { Orphan } from "./orphans.ts";

/** The project of the clients, and where it is. */
export interface ReportContext {
  readonly projectId: string;
  readonly apiUrl: string;
}

/** The orphans for people: for each, how to adopt and how to delete it. Empty for none. Pure. */
export function reportText(orphans: readonly Orphan[], context: ReportContext): string {
  return orphans.map((orphan) => `${paragraph(orphan, context)}\n`).join("\n");
}

/** The same for programs, on one line. Pure. */
export function reportJson(orphans: readonly Orphan[], context: ReportContext): string {
  const listed = orphans.map(({ app, pendingCreates }) => ({
    clientId: app.clientId,
    clientName: app.clientName,
    clientType: app.clientType,
    pendingCreates,
    adopt: adoptingLine(app.clientId),
    delete: deletingLine(app.clientId, context),
  }));
  return `${visibleJson({ projectId: context.projectId, orphans: listed })}\n`;
}

function paragraph({ app, pendingCreates }: Orphan, context: ReportContext): string {
  return [
    `${visible(`${app.clientId} ${app.clientType}`)} ${literal(app.clientName)}`,
    ...pendingCreates.map(
      ({ urn, file }) => `  may come from the pending create ${visible(`${urn} in ${file}`)}`,
    ),
    `  adopt:  ${adoptingLine(app.clientId)}`,
    `  delete: ${deletingLine(app.clientId, context)}`,
  ].join("\n");
}

/** For the arguments of the resource. */
function adoptingLine(clientId: string): string {
  return `adoptClientId: ${literal(clientId)},`;
}

/** For a POSIX shell. The credentials go through a pipe: arguments show up in process lists. */
function deletingLine(clientId: string, { apiUrl }: ReportContext): string {
  // An apostrophe is the one character that would end the quotes of the shell.
  const id = encodeURIComponent(clientId.toWellFormed()).replaceAll("'", "%27");
  const url = `${apiUrl}/v1/connected_apps/clients/${id}`;
  const credentials = `printf 'user = "%s:%s"\\n' "$STYTCH_PROJECT_ID" "$STYTCH_SECRET"`;
  return `${credentials} | curl --fail --config - --request DELETE '${url}'`;
}
