import { Command } from "@commander-js/extra-typings";
import { CLIENT_TYPES } from "../connected-app-fields.ts";
import { VARIABLES } from "../environment.ts";
import { readFormat } from "./formats.ts";
import { checkIds, oneOf, seconds, text, texts, wholeNumber } from "./option-values.ts";

const HELP_WIDTH = 100;

const variables = Object.entries(VARIABLES).map(([name, what]) => `  ${name.padEnd(28)} ${what}`);

const AFTER_OPTIONS = `
Environment (secrets are taken from here only):
${variables.join("\n")}

Where GITHUB_STEP_SUMMARY is set, a summary is appended to the file that it names.

Exit code: 0 all checks passed, 1 a check failed, 2 the test could not run or was cancelled,
3 inconclusive: none failed, but network trouble or the time limit kept some from an outcome.`;

/** The command line: every option with its value and help. Neither prints nor ends the process. */
export function createProgram() {
  return (
    new Command("stytch-smoke")
      .usage("[options]")
      .description(
        "Proves that a Connected App does what it was made for: a login becomes a code, tokens and a session, and what must be refused is refused. Removes what it created.",
      )
      // An option like any other: the caller prints.
      .helpOption(false)
      .exitOverride()
      .configureOutput({ writeErr: () => {}, getOutHelpWidth: () => HELP_WIDTH })
      .allowExcessArguments(false)
      .optionsGroup("The app, from a Pulumi stack (the default), or from options:")
      .option("--stack <name>", "stack to read (default: the selected one)", text)
      .option("--cwd <dir>", "folder of the Pulumi project (default: here)", text)
      .option(
        "--outputs <file>",
        "state or outputs as JSON, - for standard input, instead of running pulumi stack export",
        text,
      )
      .option("--app <name>", "resource, output or client id of the app; may be repeated", texts)
      .option("--all", "every app of the stack; if one cannot be tested, the exit code is not 0")
      .option("--client-id <id>", "no stack: this client", text)
      .option("--client-type <type>", CLIENT_TYPES.join(", "), oneOf(CLIENT_TYPES))
      .option("--redirect-url <url>", "may be repeated; the test uses the first", texts)
      .optionsGroup("The project:")
      .option("--project-id <id>", "default: STYTCH_PROJECT_ID", text)
      .option("--api-url <url>", "default: STYTCH_API_URL, else by the project id", text)
      .option(
        "--project-domain <url>",
        "the issuer of tokens; default: STYTCH_PROJECT_DOMAIN",
        text,
      )
      .option(
        "--vertical <vertical>",
        "auto, consumer or b2b (default: auto)",
        oneOf(["auto", "consumer", "b2b"]),
      )
      .optionsGroup(
        "Someone to sign in as, the first that is set: session, password, social login (all from the\nenvironment), or:",
      )
      .option(
        "--organization <id>",
        "the member's organization, with a password in a B2B project",
        text,
      )
      .option(
        "--temporary-subject",
        "create a user, or an organization with a member, and delete it afterwards",
      )
      .option("--allow-temporary-subject-on-live", "in a live project too")
      .optionsGroup("The run:")
      .option("--only <id>", "these checks and what they need; may be repeated, or a,b", checkIds)
      .option("--skip <id>", "not these, nor what needs them; may be repeated, or a,b", checkIds)
      .option(
        "--session-minutes <n>",
        "minutes that a created session lasts, 5 to 527040 (default: 5)",
        wholeNumber(5, 527_040),
      )
      .option("--timeout <seconds>", "for all checks of an app (default: 60)", seconds)
      .option("--request-timeout <seconds>", "for each request (default: 10)", seconds)
      .option(
        "--retries <n>",
        "retries where the network or the server is in trouble, 0 to 10 (default: 2); what works only once, such as a code, is obtained again",
        wholeNumber(0, 10),
      )
      .option(
        "--format <format>",
        "pretty, json, junit, github or markdown (default: pretty); format=FILE writes to a file, in addition to the pretty text; may be repeated",
        readFormat,
      )
      .option("--output <file>", "write the report there instead of to standard output", text)
      .optionsGroup("Other:")
      .option("--list", "print the checks and exit")
      .option("--help", "print this help and exit")
      .option("--version", "print the version and exit")
      .addHelpText("after", AFTER_OPTIONS)
  );
}

export function helpText(): string {
  let help = "";
  createProgram()
    .configureOutput({ writeOut: (part) => (help += part) })
    .outputHelp();
  return help;
}
