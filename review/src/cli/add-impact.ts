import { findImpact } from "../impact/impact.ts";
import { endingClients, withImpact } from "../impact/with-impact.ts";
import type { Report } from "../report.ts";
import { DEFAULT_CALLS } from "./live-commands.ts";
import { withReader } from "./reader.ts";
import type { Terminal } from "./surroundings.ts";

/**
 * Asks the project that the environment names whom the clients that end hit; makes no call where none
 * does.
 *
 * @throws the errors of the provider.
 */
export async function addImpact(report: Report, terminal: Terminal): Promise<Report> {
  if (endingClients(report).length === 0) return report;
  const calls = DEFAULT_CALLS.impact;
  return withReader(terminal, async (reader) => {
    const ids = endingClients(report, reader.projectId);
    return ids.length === 0 ? report : withImpact(report, await findImpact(reader, ids, { calls }));
  });
}
