import { VARIABLES } from "../environment.ts";

const variables = Object.entries(VARIABLES).map(([name, what]) => `  ${name.padEnd(28)} ${what}`);

export const HELP = `Usage: stytch-smoke [options]

Proves that a Connected App does what it was made for: a login becomes a code, tokens and a
session, and what must be refused is refused. Removes what it made.

The app, from a Pulumi stack (the default), or from flags:
  --stack NAME            stack to read (default: the selected one)
  --cwd DIR               folder of the Pulumi project (default: here)
  --outputs FILE|-        state or outputs as JSON, instead of running pulumi stack export
  --app NAME              resource, output or client id of the app; may be repeated
  --all                   every app of the stack; one that cannot be tested is no success
  --client-id ID          no stack: this client
  --client-type TYPE      first_party, first_party_public, third_party, third_party_public
  --redirect-url URL      may be repeated; the first is used

The project:
  --project-id ID         default: STYTCH_PROJECT_ID
  --api-url URL           default: STYTCH_API_URL, else by the project id
  --project-domain URL    where tokens come from; default: STYTCH_PROJECT_DOMAIN
  --vertical V            auto, consumer or b2b (default auto)

Someone to sign in as, the first that is given: session, password, social login (all from the
environment), or
  --organization ID       the member's organization, with a password in a B2B project
  --temporary-subject     make a user, or an organization with a member, and delete it
  --allow-temporary-subject-on-live
                          in a live project too

The run:
  --only ID               these checks and what they need; may be repeated, or a,b
  --skip ID               not these, nor what needs them; may be repeated, or a,b
  --session-minutes N     length of sessions that are made, 5 to 527040 (default 5)
  --timeout SECONDS       for all checks of an app (default 60)
  --request-timeout SECONDS
                          for each request (default 10)
  --retries N             further tries where network or server are in trouble, 0 to 10
                          (default 2); what works once, such as a code, is obtained anew
  --format F              pretty, json, junit, github or markdown (default pretty)
  --format F=FILE         write that as well, beside the pretty text; may be repeated
  --output FILE           write the report there instead of to standard output
  --list                  print the checks and stop
  --help, --version

Environment (secrets are taken from here only):
${variables.join("\n")}

Where GITHUB_STEP_SUMMARY is set, a summary is appended to the file that it names.

Exit code: 0 all checks passed, 1 a check failed, 2 the test could not run or was cancelled,
3 inconclusive: none failed, but trouble with the network, or time, kept some from an outcome.
`;
