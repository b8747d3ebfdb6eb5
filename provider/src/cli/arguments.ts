import { parseArgs } from "node:util";
import { CLIENT_TYPES, type ClientType } from "../stytch/api.ts";

const OPTIONS = {
  "client-id": { type: "string", multiple: true },
  type: { type: "string", multiple: true },
  out: { type: "string" },
  force: { type: "boolean" },
  help: { type: "boolean" },
  version: { type: "boolean" },
} as const;

export const HELP = `Usage: stytch-connected-apps export [options]

Writes a Pulumi program in TypeScript that takes over the clients of a Stytch project: its first
pulumi up changes nothing on the server.

  --client-id ID   only the client with this id; may be repeated (default: all clients)
  --type TYPE      only clients of this type; may be repeated: ${CLIENT_TYPES.slice(0, 2).join(", ")},
                   ${CLIENT_TYPES.slice(2).join(", ")}
  --out FILE       write to FILE, which must not exist yet (default: standard output)
  --force          overwrite FILE
  --help, --version

Environment:
  STYTCH_PROJECT_ID  project-live-<uuid> or project-test-<uuid>
  STYTCH_SECRET      a secret of that project
  STYTCH_API_URL     optional; by default the address that belongs to the project id

Exit code: 0 the program was written, 1 Stytch could not be asked or FILE not be written, 2 wrong
arguments or environment.
`;

/** A command line that cannot be carried out; `message` names argument, problem and remedy. */
export class ArgumentError extends Error {
  override name = "ArgumentError";
}

export interface CliArguments {
  /** Empty for all clients. */
  clientIds: string[];
  /** Empty for all types. */
  types: ClientType[];
  out?: string | undefined;
  force: boolean;
  help: boolean;
  version: boolean;
}

/** @throws ArgumentError for the first wrong argument; values of secrets are not repeated. */
export function readArguments(args: readonly string[]): CliArguments {
  refuseSecrets(args);
  const { values, positionals } = parse(args);
  const { help = false, version = false, force = false, out } = values;
  if (!help && !version) requireCommand(positionals);
  if (force && out === undefined) throw new ArgumentError("--force: is for --out FILE; give both");
  return {
    clientIds: notEmpty("client-id", "the id of a client", values["client-id"]),
    types: (values.type ?? []).map(clientType),
    out: notEmpty("out", "a file name", out === undefined ? [] : [out])[0],
    force,
    help,
    version,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [problem] = error instanceof Error ? error.message.split(". ") : ["unknown"];
    throw new ArgumentError(`${problem}; ${SEE_HELP}`);
  }
}

const SEE_HELP = "see stytch-connected-apps --help";

function requireCommand([command, ...others]: readonly string[]): void {
  if (command === undefined) throw new ArgumentError(`the command is missing; ${SEE_HELP}`);
  if (command !== "export") throw new ArgumentError(`${command}: no such command; ${SEE_HELP}`);
  const [other] = others;
  if (other !== undefined) throw new ArgumentError(`${other}: no such argument; ${SEE_HELP}`);
}

/** Arguments show up in process lists and shell histories. */
function refuseSecrets(args: readonly string[]): void {
  const names = args.map((arg) => /^--?([^=]+)/.exec(arg)?.[1] ?? "");
  const secret = names.find((name) => /secret|passw|token/i.test(name));
  if (secret === undefined) return;
  throw new ArgumentError(
    `--${secret}: secrets are not taken from the command line; set the variable STYTCH_SECRET`,
  );
}

function notEmpty(flag: string, wanted: string, texts: readonly string[] = []): string[] {
  if (texts.includes(""))
    throw new ArgumentError(`--${flag}: the value is missing; give ${wanted}`);
  return [...texts];
}

function clientType(text: string): ClientType {
  const found = CLIENT_TYPES.find((type) => type === text);
  if (found !== undefined) return found;
  throw new ArgumentError(`--type: ${text} is unknown; give one of ${CLIENT_TYPES.join(", ")}`);
}
