import { CLIENT_TYPES } from "../stytch/api.ts";

export const HELP_HINT = "see stytch-connected-apps --help";

export const HELP = `Usage: stytch-connected-apps export [options]
       stytch-connected-apps orphans [--json] STATE...

export writes a Pulumi program in TypeScript that takes over the clients of a Stytch project: its first
pulumi up changes nothing on the server.

  --client-id ID   only the client with this id; may be repeated (default: all clients)
  --type TYPE      only clients of this type; may be repeated: ${CLIENT_TYPES.slice(0, 2).join(", ")},
                   ${CLIENT_TYPES.slice(2).join(", ")}
  --out FILE       write to FILE, which must not exist yet (default: standard output)
  --force          overwrite FILE

orphans lists the clients of a Stytch project that none of the stacks knows, such as a run leaves that
was killed, with what adopts and what deletes each. It changes nothing.

  STATE            a file that pulumi stack export --file wrote, without --show-secrets, of each stack
                   that has clients of the project; - for the standard input
  --json           one line for programs

  --help, --version

Environment:
  STYTCH_PROJECT_ID  project-live-<uuid> or project-test-<uuid>
  STYTCH_SECRET      a secret of that project
  STYTCH_API_URL     optional; by default the address that belongs to the project id

Exit code: 0 the program was written, or there are no orphans; 1 Stytch could not be asked or a file not
be read or written; 2 wrong arguments or environment; 3 there are orphans.
`;
