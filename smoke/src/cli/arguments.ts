import { CommanderError } from "@commander-js/extra-typings";
import type { VARIABLES } from "../environment.ts";
import { ArgumentError } from "./argument-error.ts";
import { chooseFormats } from "./formats.ts";
import { createProgram } from "./program.ts";

export type CliArguments = ReturnType<typeof readArguments>;

/** @throws ArgumentError for the first wrong argument; the message quotes no secret. */
export function readArguments(args: readonly string[]) {
  refuseSecrets(args);
  const { app, redirectUrl, timeout, requestTimeout, format, output, ...rest } = parse(args);
  return {
    ...rest,
    apps: app ?? [],
    redirectUrls: redirectUrl ?? [],
    timeoutMs: timeout,
    requestTimeoutMs: requestTimeout,
    formats: chooseFormats(format ?? [], output),
  };
}

const SEE_HELP = "see stytch-smoke --help";

function parse(args: readonly string[]) {
  const program = createProgram();
  const valueless = program.options.filter((option) => option.isBoolean()).map(({ long }) => long);
  // Split, so that the message about an unknown option does not quote its value.
  const words = args.flatMap((arg) => {
    const [, name, value] = /^(--[^=]+)=(.*)$/s.exec(arg) ?? [];
    if (name === undefined || value === undefined) return [arg];
    if (valueless.includes(name)) throw new ArgumentError(`${name} takes no value; ${SEE_HELP}`);
    return [name, value];
  });
  try {
    return program.parse(words, { from: "user" }).opts();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const said = error.message
      .replace(/^error: /, "")
      .replaceAll("\n", " ")
      .replace(/\.$/, "");
    // The message about a wrong value holds its remedy.
    const isValue = error.code === "commander.invalidArgument";
    throw new ArgumentError(isValue ? said : `${said}; ${SEE_HELP}`);
  }
}

/** Arguments show up in process lists and shell histories. */
const SECRET_FLAGS: readonly (readonly [RegExp, keyof typeof VARIABLES])[] = [
  [/client-?secret/i, "STYTCH_CLIENT_SECRET"],
  [/secret/i, "STYTCH_SECRET"],
  [/oauth-?token|social/i, "STYTCH_SMOKE_OAUTH_TOKEN"],
  [/verifier/i, "STYTCH_SMOKE_OAUTH_VERIFIER"],
  [/jwt/i, "STYTCH_SMOKE_SESSION_JWT"],
  [/token/i, "STYTCH_SMOKE_SESSION_TOKEN"],
  [/passw/i, "STYTCH_SMOKE_PASSWORD"],
];

/** What the secrets of Stytch's projects begin with. */
const SECRET = /\bsecret-(?:test|live)-/i;

function refuseSecrets(args: readonly string[]): void {
  if (args.some((arg) => SECRET.test(arg))) {
    throw new ArgumentError(
      "an argument is a secret of a project: secrets are not accepted on the command line; set the variable STYTCH_SECRET",
    );
  }
  for (const arg of args) {
    const name = /^--?([^=]+)/.exec(arg)?.[1];
    const found = SECRET_FLAGS.find(([pattern]) => name !== undefined && pattern.test(name));
    if (found === undefined) continue;
    throw new ArgumentError(
      `--${name}: secrets are not accepted on the command line; set the variable ${found[1]}`,
    );
  }
}
