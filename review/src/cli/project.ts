import { auditProject } from "../audit/audit-project.ts";
import { readAudit, since } from "../audit/since.ts";
import { CALLS_FOR_DOCUMENTS, takeSnapshot } from "../audit/snapshot.ts";
import { clientsOfState, type StateClient } from "../read/index.ts";
import { renderAudit } from "../report/audit/index.ts";
import { isAtLeast } from "../severities/index.ts";
import { ArgumentError } from "./argument-error.ts";
import type { ProjectArguments } from "./arguments.ts";
import { wantsColour } from "./colour.ts";
import { EXIT } from "./exit-codes.ts";
import { readPolicyConfig } from "./policy-config.ts";
import { withReader } from "./reader.ts";
import { preparePlaces } from "./report-places.ts";
import { readSource } from "./sources.ts";
import type { Terminal } from "./surroundings.ts";
import { optionsFor, writeText } from "./write-reports.ts";

/**
 * Audits a project and writes the reports.
 *
 * @returns the exit code.
 * @throws ArgumentError, ReportPlaceError, ReviewInputError, the errors of the provider.
 */
export async function runProject(args: ProjectArguments, terminal: Terminal): Promise<number> {
  const { stdin, stdout, env, complain } = terminal;
  preparePlaces(args.format);
  terminal.keepHeapSmall();
  const configuration = await readPolicyConfig(args.policyConfig, stdin);
  const earlier =
    args.since === undefined
      ? undefined
      : readAudit(await readSource(args.since, "--since", stdin));
  const states: StateClient[] = [];
  for (const path of args.state ?? []) {
    states.push(...clientsOfState(await readSource(path, "--state", stdin), configuration));
  }
  const snapshot = await withReader(terminal, (reader) => {
    refuseOtherProjects(states, reader.projectId);
    complain(
      `calls to Stytch, all of them reads: 1 for each 1,000 clients, ${CALLS_FOR_DOCUMENTS} for public documents, at most ${args.calls} for organizations or users`,
    );
    return takeSnapshot(reader, args.calls);
  });
  const all = auditProject(snapshot, args.state && states, { configuration });
  const audit = earlier === undefined ? all : since(all, earlier);
  const options = {
    always: args.always === true,
    isColoured: wantsColour(stdout, env),
    isTerminal: stdout.isTTY === true,
  };
  const choices = args.format ?? [{ format: "pretty", path: undefined }];
  let isWritten = true;
  // One after the other: each text may be long.
  for (const choice of choices) {
    const text = await renderAudit(audit, choice.format, optionsFor(choice, options));
    isWritten = writeText(choice, text, terminal) && isWritten;
  }
  const { failOn } = args;
  const { severity } = audit;
  if (failOn !== undefined && severity !== undefined && isAtLeast(severity, failOn)) {
    return EXIT.found;
  }
  return isWritten ? EXIT.fine : EXIT.notDone;
}

/** Every client of this project would look like one of no stack, and those of the state like lost ones. */
function refuseOtherProjects(states: readonly StateClient[], projectId: string): void {
  const projects = new Set(states.flatMap(({ client }) => client.projectId ?? []));
  if (projects.size === 0 || projects.has(projectId)) return;
  throw new ArgumentError(
    `--state: the states have clients of ${[...projects].join(", ")} and none of ${projectId}; correct the files or STYTCH_PROJECT_ID`,
  );
}
