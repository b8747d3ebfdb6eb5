import { type Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { AUDIT_FORMATS } from "../report/audit/index.ts";
import { IMPACT_FORMATS } from "../report/impact.ts";
import { SEVERITIES } from "../severities/index.ts";
import { formatOf, oneOf, text } from "./options.ts";

/** Calls for organizations or users, unless `--calls` says otherwise. */
export const DEFAULT_CALLS = { project: 100, impact: 1000 } as const;
const MOST_CALLS = 100_000;

const ENVIRONMENT = `
Environment: STYTCH_PROJECT_ID, STYTCH_SECRET and, where the address does not follow from the project,
STYTCH_API_URL. Nothing is ever changed: the client has no call that writes.`;

const EXIT_CODES = {
  project: `
Exit code: 0 fine, 1 the project, a state or an earlier audit cannot be read, or a report not be written,
2 wrong arguments or environment, 3 something is at least as severe as --fail-on.`,
  impact: `
Exit code: 0 fine, 1 the project cannot be read or has no such client, or a report cannot be written,
2 wrong arguments or environment.`,
} as const;

type Program = Command<[], { version?: true }>;

/** The command that looks at a whole project. */
export function createProject(program: Program) {
  return program
    .command("project")
    .description(
      "Audits the clients of a Stytch project as they are: who looks after them, what policies say, what was changed outside Pulumi, what its public documents offer.",
    )
    .allowExcessArguments(false)
    .option(
      "--state <file>",
      "state of a stack of the project (pulumi stack export), - for standard input; may be given several times",
      texts,
    )
    .option(
      "--calls <number>",
      "calls to make at most for who has let clients in (0 for none), beside one for each 1,000 clients and three",
      calls,
      DEFAULT_CALLS.project as number,
    )
    .option(
      "--since <file>",
      "tell only what is new since an earlier audit, of which this is the file that --format json=FILE wrote",
      text,
    )
    .option(
      "--policy-config <file>",
      "configuration of the policies, as --policy-pack-config takes it",
      text,
    )
    .option(
      "--format <format>",
      `${AUDIT_FORMATS.join(", ")} (default: pretty); format=FILE writes that; may be given several times`,
      formatOf(AUDIT_FORMATS),
    )
    .option("--always", "write Markdown too where nothing was found")
    .option(
      "--fail-on <severity>",
      `end with 3 if something is at least ${SEVERITIES.join(", ")}`,
      oneOf(SEVERITIES),
    )
    .addHelpText("after", `${ENVIRONMENT}\n${EXIT_CODES.project}`);
}

/** The command that tells what the end of clients would break. */
export function createImpact(program: Program) {
  return program
    .command("impact")
    .description(
      "Tells whom deleting or replacing clients would hit: the organizations and members, or users, that have let them in.",
    )
    .argument("<client_id...>", "ids of clients", texts)
    .option(
      "--calls <number>",
      "calls to make at most, beside one for each 1,000 clients: one for each 1,000 organizations or users, and one for each of them",
      calls,
      DEFAULT_CALLS.impact as number,
    )
    .option(
      "--format <format>",
      `${IMPACT_FORMATS.join(", ")} (default: pretty); format=FILE writes that; may be given several times`,
      formatOf(IMPACT_FORMATS),
    )
    .addHelpText("after", `${ENVIRONMENT}\n${EXIT_CODES.impact}`);
}

function texts(value: string, previous: string[] = []): string[] {
  return [...previous, text(value)];
}

function calls(value: string): number {
  const count = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (count <= MOST_CALLS) return count;
  throw new InvalidArgumentError(`Give a whole number from 0 to ${MOST_CALLS}.`);
}
