import { findImpact } from "../impact/impact.ts";
import { IMPACT_FORMATTERS } from "../report/impact.ts";
import type { ImpactArguments } from "./arguments.ts";
import { EXIT } from "./exit-codes.ts";
import { withReader } from "./reader.ts";
import { preparePlaces } from "./report-places.ts";
import type { Terminal } from "./surroundings.ts";
import { writeText } from "./write-reports.ts";

/**
 * Tells whom the end of clients would hit.
 *
 * @returns the exit code: a client that the project does not have is no success.
 * @throws ReportPlaceError, the errors of the provider.
 */
export async function runImpact(
  { clientIds, calls, format }: ImpactArguments,
  terminal: Terminal,
): Promise<number> {
  preparePlaces(format);
  const impact = await withReader(terminal, (reader) => {
    terminal.complain(
      `calls to Stytch, all of them reads: 1 for each 1,000 clients, at most ${calls} for organizations or users`,
    );
    return findImpact(reader, clientIds, { calls });
  });
  const choices = format ?? [{ format: "pretty", path: undefined }];
  const written = choices.map((choice) =>
    writeText(choice, IMPACT_FORMATTERS[choice.format](impact), terminal),
  );
  return written.every(Boolean) && impact.missing.length === 0 ? EXIT.fine : EXIT.notDone;
}
