import { listConnectedApps } from "../connected-app/lookup/lookup.ts";
import { findOrphans, type Orphan } from "../orphans/orphans.ts";
import { reportJson, reportText } from "../orphans/report.ts";
import type { StackFile } from "../orphans/stack-file.ts";
import type { StytchApi } from "../stytch/api.ts";
import { ArgumentError, type OrphansArguments } from "./arguments.ts";
import { clients, type Output } from "./output.ts";
import { readStateFile } from "./state-file.ts";

/**
 * @param apiUrl for the commands that it prints.
 * @returns whether there are orphans.
 * @throws ArgumentError, FileError, the errors of StytchApi.
 */
export async function runOrphans(
  api: StytchApi,
  apiUrl: string,
  { files, json }: OrphansArguments,
  { print, complain }: Output,
): Promise<boolean> {
  const stacks = files.map(readStateFile);
  for (const stack of stacks) refuseOtherProjects(stack, api.projectId);
  const orphans = findOrphans(await listConnectedApps(api, {}), stacks);
  const context = { projectId: api.projectId, apiUrl };
  print(json ? reportJson(orphans, context) : reportText(orphans, context));
  complain(summary(api.projectId, stacks.length, orphans));
  return orphans.length > 0;
}

/** Every client of this project would look like an orphan, next to a command that deletes it. */
function refuseOtherProjects({ name, projectIds }: StackFile, projectId: string): void {
  if (projectIds.size === 0 || projectIds.has(projectId)) return;
  throw new ArgumentError(
    `${name}: has clients of ${[...projectIds].join(", ")} and none of ${projectId}; correct the file or STYTCH_PROJECT_ID`,
  );
}

function summary(projectId: string, stacks: number, orphans: readonly Orphan[]): string {
  const marked = orphans.filter(({ pendingCreates }) => pendingCreates.length > 0).length;
  const places = stacks === 1 ? "the stack does not know" : `none of the ${stacks} stacks knows`;
  return [
    `${clients(orphans.length)} of ${projectId} that ${places}`,
    ...(marked > 0 ? [`${clients(marked)} of them may come from a pending create`] : []),
  ].join("; ");
}
