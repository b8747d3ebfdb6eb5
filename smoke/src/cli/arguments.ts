import { parseArgs } from "node:util";
import { CHECK_IDS, type CheckId } from "../check-result.ts";
import { CLIENT_TYPES, type ClientType } from "../connected-app-fields.ts";
import type { VARIABLES } from "../environment.ts";
import { ArgumentError, oneOf } from "./argument-error.ts";
import { type Formats, readFormats } from "./formats.ts";

const OPTIONS = {
  stack: { type: "string" },
  cwd: { type: "string" },
  outputs: { type: "string" },
  app: { type: "string", multiple: true },
  all: { type: "boolean" },
  "client-id": { type: "string" },
  "client-type": { type: "string" },
  "redirect-url": { type: "string", multiple: true },
  "project-id": { type: "string" },
  "api-url": { type: "string" },
  "project-domain": { type: "string" },
  vertical: { type: "string" },
  organization: { type: "string" },
  "temporary-subject": { type: "boolean" },
  "allow-temporary-subject-on-live": { type: "boolean" },
  "session-minutes": { type: "string" },
  only: { type: "string", multiple: true },
  skip: { type: "string", multiple: true },
  timeout: { type: "string" },
  "request-timeout": { type: "string" },
  retries: { type: "string" },
  format: { type: "string", multiple: true },
  output: { type: "string" },
  list: { type: "boolean" },
  help: { type: "boolean" },
  version: { type: "boolean" },
} as const;

export interface CliArguments {
  stack?: string | undefined;
  cwd?: string | undefined;
  outputs?: string | undefined;
  apps: string[];
  all: boolean;
  clientId?: string | undefined;
  clientType?: ClientType | undefined;
  redirectUrls: string[];
  projectId?: string | undefined;
  apiUrl?: string | undefined;
  projectDomain?: string | undefined;
  vertical: "auto" | "consumer" | "b2b";
  organization?: string | undefined;
  temporarySubject: boolean;
  allowTemporarySubjectOnLive: boolean;
  sessionMinutes?: number | undefined;
  only?: CheckId[] | undefined;
  skip: CheckId[];
  timeoutMs?: number | undefined;
  requestTimeoutMs?: number | undefined;
  retries?: number | undefined;
  formats: Formats;
  list: boolean;
  help: boolean;
  version: boolean;
}

/** @throws ArgumentError for the first wrong argument; values of secrets are not repeated. */
export function readArguments(args: readonly string[]): CliArguments {
  refuseSecrets(args);
  const values = parse(args);
  return {
    stack: values.stack,
    cwd: values.cwd,
    outputs: values.outputs,
    apps: values.app ?? [],
    all: values.all ?? false,
    clientId: values["client-id"],
    clientType: optional(values["client-type"], (text) => oneOf("client-type", text, CLIENT_TYPES)),
    redirectUrls: values["redirect-url"] ?? [],
    projectId: values["project-id"],
    apiUrl: values["api-url"],
    projectDomain: values["project-domain"],
    vertical: oneOf("vertical", values.vertical ?? "auto", ["auto", "consumer", "b2b"]),
    organization: values.organization,
    temporarySubject: values["temporary-subject"] ?? false,
    allowTemporarySubjectOnLive: values["allow-temporary-subject-on-live"] ?? false,
    sessionMinutes: optional(values["session-minutes"], (text) =>
      wholeNumber("session-minutes", text, 5, 527_040),
    ),
    only: optional(values.only, (texts) => checkIds("only", texts)),
    skip: checkIds("skip", values.skip ?? []),
    timeoutMs: optional(values.timeout, (text) => seconds("timeout", text)),
    requestTimeoutMs: optional(values["request-timeout"], (text) =>
      seconds("request-timeout", text),
    ),
    retries: optional(values.retries, (text) => wholeNumber("retries", text, 0, 10)),
    formats: readFormats(values.format ?? [], values.output),
    list: values.list ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    const [problem] = error instanceof Error ? error.message.split(". ") : ["unknown"];
    throw new ArgumentError(`${problem}; see stytch-smoke --help`);
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

function refuseSecrets(args: readonly string[]): void {
  for (const arg of args) {
    const name = /^--?([^=]+)/.exec(arg)?.[1];
    const found = SECRET_FLAGS.find(([pattern]) => name !== undefined && pattern.test(name));
    if (found === undefined) continue;
    throw new ArgumentError(
      `--${name}: secrets are not taken from the command line; set the variable ${found[1]}`,
    );
  }
}

function optional<T, R>(value: T | undefined, read: (value: T) => R): R | undefined {
  return value === undefined ? undefined : read(value);
}

function checkIds(flag: string, texts: readonly string[]): CheckId[] {
  const ids = texts.flatMap((text) => text.split(",")).map((text) => text.trim());
  return ids.map((id) => oneOf(flag, id, CHECK_IDS));
}

function wholeNumber(flag: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new ArgumentError(`--${flag}: give a whole number from ${min} to ${max}, not ${text}`);
}

function seconds(flag: string, text: string): number {
  return wholeNumber(flag, text, 1, 3600) * 1000;
}
