import { Command, InvalidArgumentError, Option } from "commander";
import { VARIABLES } from "../connection/environment.ts";
import type { ImportProvider } from "../export/import-file.ts";
import { CLIENT_TYPES, type ClientType } from "../stytch/api.ts";

const HELP_WIDTH = 100;

const AFTER_OPTIONS = `
Environment:
  ${VARIABLES.projectId}  project-live-<uuid> or project-test-<uuid>
  ${VARIABLES.secret}      a secret of that project
  ${VARIABLES.apiUrl}     optional; by default the address that belongs to the project id

Exit code: 0 the file was written, or there are no orphans; 1 a request to Stytch failed, or a file
cannot be read or written; 2 wrong arguments or environment; 3 there are orphans.`;

export const EXPORT_FORMATS = ["program", "import"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions {
  readonly clientId?: string[];
  readonly type?: ClientType[];
  readonly format: ExportFormat;
  readonly provider?: ImportProvider;
  readonly out?: string;
  readonly force?: boolean;
}

export interface OrphansOptions {
  readonly json?: boolean;
}

/** What each command gets, and where help and version go. */
export interface Handlers {
  readonly onExport: (options: ExportOptions) => void;
  readonly onOrphans: (files: string[], options: OrphansOptions) => void;
  readonly print: (text: string) => void;
}

/** The command line: every command and option with its value and its help. Never ends the process. */
export function createProgram(version: string, handlers: Handlers): Command {
  const program = new Command("stytch-connected-apps")
    .exitOverride()
    .configureOutput({
      writeOut: handlers.print,
      writeErr: () => {},
      getOutHelpWidth: () => HELP_WIDTH,
    })
    .helpCommand(false)
    .helpOption("--help", "print help and stop")
    .version(version, "--version", "print the version and stop");

  program
    .command("export")
    .summary(
      "write the program, or the file for pulumi import, that takes over the clients of a project",
    )
    .description(
      "Writes a Pulumi program in TypeScript that takes over the clients of a Stytch project: its first pulumi up changes nothing on the server. Or the file for pulumi import --file, which does so with the provider plugin and generates the code in the language of the program.",
    )
    .option(
      "--client-id <id>",
      "only the client with this id; may be given several times (default: all clients)",
      texts,
    )
    .option(
      "--type <type>",
      `only clients of this type; may be given several times: ${CLIENT_TYPES.join(", ")}`,
      clientTypes,
    )
    .addOption(
      new Option("--format <format>", "what to write")
        .choices(EXPORT_FORMATS)
        .default("program" satisfies ExportFormat),
    )
    .option(
      "--provider <name=urn>",
      "with --format import: a provider of the stack that is to hold the clients, and its variable in the program (default: the stack's default provider)",
      importProvider,
    )
    .option(
      "--out <file>",
      "write to this file, which must not exist yet (default: standard output)",
      text,
    )
    .option("--force", "overwrite the file of --out")
    .action(handlers.onExport);

  program
    .command("orphans")
    .summary("list the clients of a project that no stack knows")
    .description(
      "Lists the clients of a Stytch project that none of the stacks knows, such as a killed run leaves behind, with what adopts and what deletes each. It changes nothing.",
    )
    .argument(
      "<state...>",
      "a file that pulumi stack export --file wrote, without --show-secrets, of each stack that has clients of the project; - for the standard input",
    )
    .option("--json", "one line for programs")
    .action(handlers.onOrphans);

  for (const command of program.commands) command.addHelpText("after", AFTER_OPTIONS);
  return program.addHelpText("after", () => {
    const all = program.commands.map((command) => `\n${command.helpInformation()}`);
    return `${all.join("").trimEnd()}\n${AFTER_OPTIONS}`;
  });
}

/** A value that looks like an option is none: the value before it was forgotten. */
function text(value: string): string {
  if (value !== "" && !value.startsWith("--")) return value;
  throw new InvalidArgumentError("Give a value.");
}

function texts(value: string, previous: string[] = []): string[] {
  return [...previous, text(value)];
}

function clientTypes(value: string, previous: ClientType[] = []): ClientType[] {
  const found = CLIENT_TYPES.find((type) => type === value);
  if (found !== undefined) return [...previous, found];
  throw new InvalidArgumentError(`Give one of ${CLIENT_TYPES.join(", ")}.`);
}

/** A variable in any Pulumi language, and the URN of a provider of the plugin. */
const PROVIDER =
  /^(?<name>[a-z_][\w-]*)=(?<urn>urn:pulumi:[^:]+::[^:]+::(?:\S+\$)?pulumi:providers:stytch::[^\p{C}]+)$/iu;

function importProvider(value: string): ImportProvider {
  const { name, urn } = PROVIDER.exec(value)?.groups ?? {};
  if (name !== undefined && urn !== undefined) return { name, urn };
  throw new InvalidArgumentError(
    "Give NAME=URN with the URN that pulumi stack --show-urns prints, e.g. b2b=urn:pulumi:dev::my-project::pulumi:providers:stytch::b2b.",
  );
}
