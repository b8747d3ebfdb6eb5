import { type FoundConnectedApp, listConnectedApps } from "../connected-app/lookup/lookup.ts";
import type { StytchApi } from "../stytch/api.ts";
import { ArgumentError, type ExportArguments } from "./arguments.ts";

/**
 * The clients that a command line asks for, sorted by name and then id; one request for each 1,000
 * clients of the project.
 *
 * @throws ArgumentError if the project has no client of an id; the errors of StytchApi.
 */
export async function selectApps(
  api: StytchApi,
  { clientIds, types }: Pick<ExportArguments, "clientIds" | "types">,
): Promise<FoundConnectedApp[]> {
  const apps = await listConnectedApps(api, {});
  const existing = new Set(apps.map(({ clientId }) => clientId));
  const missing = clientIds.filter((id) => !existing.has(id));
  if (missing.length > 0) {
    throw new ArgumentError(
      `--client-id: ${api.projectId} has no client ${missing.join(", ")}; correct the id or STYTCH_PROJECT_ID`,
    );
  }
  return apps.filter(
    ({ clientId, clientType }) =>
      (clientIds.length === 0 || clientIds.includes(clientId)) &&
      (types.length === 0 || types.some((type) => type === clientType)),
  );
}
