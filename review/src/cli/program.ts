import { Command, type OptionValues } from "@commander-js/extra-typings";
import { FORMATS } from "../report/index.ts";
import { SEVERITIES } from "../severities/index.ts";
import { createComment, createIssue } from "./host-commands.ts";
import { createImpact, createProject, DEFAULT_CALLS } from "./live-commands.ts";
import { oneOf, readFormat, text } from "./options.ts";

const HELP_WIDTH = 100;

const AFTER_OPTIONS = `
Exit code: 0 fine, 1 what is to be reviewed cannot be read, or the preview failed, 2 wrong arguments,
3 something is at least as severe as --fail-on.`;

/** The command line: every command with its options and help. Neither prints nor ends the process. */
export function createProgram() {
  const program = new Command("stytch-review")
    .description(
      "Says what a change of Stytch Connected Apps means to a login system: who gets in, what a token can do, who breaks.",
    )
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {}, getOutHelpWidth: () => HELP_WIDTH })
    .helpCommand(false)
    .option("--version", "print the version and stop");
  const changes = createChanges(program.command("changes"));
  const comment = withSource(createComment(program.command("comment")));
  const issue = createIssue(program.command("issue"));
  const project = createProject(program);
  const impact = createImpact(program);
  return { program, changes, comment, issue, project, impact };
}

/** Options of every command that reads a deployment. */
function withSource<Options extends OptionValues, Global extends OptionValues>(
  command: Command<[], Options, Global>,
) {
  return command
    .argument(
      "[preview]",
      "what pulumi preview --json --show-sames printed: a file, - for standard input; default: run it",
      text,
    )
    .allowExcessArguments(false)
    .option("--before <file>", "state of the stack before the change (pulumi stack export)", text)
    .option("--after <file>", "state of the stack after it", text)
    .option("--stack <name>", "stack to preview (default: the selected one)", text)
    .option("--cwd <dir>", "folder of the Pulumi project (default: here)", text)
    .option(
      "--policy-config <file>",
      "configuration of the policies, as --policy-pack-config takes it",
      text,
    )
    .option(
      "--project-id <id>",
      "Stytch project, where the stack does not say it yet (default: STYTCH_PROJECT_ID)",
      text,
    );
}

function createChanges<Global extends OptionValues>(
  command: Command<[], Record<never, never>, Global>,
) {
  return withSource(command)
    .description(
      "Reviews what a deployment changes. Reads a preview, or two states, or runs pulumi preview.",
    )
    .option(
      "--format <format>",
      `${FORMATS.join(", ")} (default: pretty); format=FILE writes that, beside what is shown; may be given several times. github adds to GITHUB_STEP_SUMMARY, too`,
      readFormat,
    )
    .option(
      "--folder <dir>",
      "folder of the Pulumi project in the repository, for lines in sarif, github, gitlab and junit (default: of --cwd, or this one)",
      text,
    )
    .option(
      "--impact",
      `ask Stytch whom clients that end hit, with at most ${DEFAULT_CALLS.impact} calls (STYTCH_PROJECT_ID, STYTCH_SECRET)`,
    )
    .option("--always", "tell changes too that matter to no one")
    .option(
      "--fail-on <severity>",
      `end with 3 if a finding, or a new one of the policies, is at least ${SEVERITIES.join(", ")}`,
      oneOf(SEVERITIES),
    )
    .addHelpText("after", AFTER_OPTIONS);
}
