import { parseArgs } from "node:util";

const OPTIONS = {
  port: { type: "string" },
  host: { type: "string" },
  "allow-host": { type: "string" },
  json: { type: "boolean" },
  state: { type: "string" },
  "latency-ms": { type: "string" },
  "rate-limit": { type: "string" },
  help: { type: "boolean" },
  version: { type: "boolean" },
} as const;

export const HELP = `Usage: stytch-emulator [options]

A local emulator of the Stytch Connected Apps API, with one consumer and one B2B project.

  --port N        port of the consumer project; B2B gets N+1; 0 takes free ports (default 4110)
  --host H        address to listen on (default 127.0.0.1)
  --allow-host H  a further name that requests may call it by; may be repeated
  --state FILE    keep everything in this JSON file over restarts
  --latency-ms N  milliseconds to wait before every API answer
  --rate-limit N  API requests per second before answers turn 429
  --json          print one JSON line with URLs and credentials when ready
  --help          print this text
  --version       print the version
`;

/** A command line that cannot be carried out; `message` names argument, problem and remedy. */
export class ArgumentError extends Error {
  override name = "ArgumentError";
}

export interface CliArguments {
  port: number;
  host: string;
  allowedHosts: string[];
  json: boolean;
  help: boolean;
  version: boolean;
  stateFile?: string;
  latencyMs?: number;
  rateLimit?: number;
}

/** @throws ArgumentError for the first wrong argument. */
export function readArguments(args: string[]): CliArguments {
  const { tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const result: CliArguments = {
    port: 4110,
    host: "127.0.0.1",
    allowedHosts: [],
    json: false,
    help: false,
    version: false,
  };
  for (const token of tokens) {
    if (token.kind === "positional") {
      throw new ArgumentError(`${token.value}: no such argument; see stytch-emulator --help`);
    }
    if (token.kind === "option") readOption(result, token.name, token.rawName, token.value);
  }
  return result;
}

function readOption(
  result: CliArguments,
  name: string,
  rawName: string,
  value: string | undefined,
): void {
  switch (name) {
    case "json":
    case "help":
    case "version":
      if (value !== undefined) throw new ArgumentError(`${rawName}: takes no value; leave it out`);
      result[name] = true;
      return;
    case "port":
      result.port = readInteger(rawName, value, 0, 65534);
      return;
    case "latency-ms":
      result.latencyMs = readInteger(rawName, value, 0, 600_000);
      return;
    case "rate-limit":
      result.rateLimit = readInteger(rawName, value, 1, 1_000_000);
      return;
    case "host":
      result.host = readText(rawName, value, "an address such as 127.0.0.1");
      return;
    case "allow-host":
      result.allowedHosts.push(readText(rawName, value, "a name such as stytch.internal"));
      return;
    case "state":
      result.stateFile = readText(rawName, value, "a file name");
      return;
    default:
      throw new ArgumentError(`${rawName}: no such option; see stytch-emulator --help`);
  }
}

function readText(rawName: string, value: string | undefined, wanted: string): string {
  if (value) return value;
  throw new ArgumentError(`${rawName}: the value is missing; give ${wanted}`);
}

function readInteger(rawName: string, value: string | undefined, min: number, max: number): number {
  const remedy = `give a whole number from ${min} to ${max}`;
  const text = readText(rawName, value, `a whole number from ${min} to ${max}`);
  const number = Number(text);
  if (!/^\d+$/.test(text)) throw new ArgumentError(`${rawName}: ${text} is no number; ${remedy}`);
  if (number < min || number > max) {
    throw new ArgumentError(`${rawName}: ${text} is out of range; ${remedy}`);
  }
  return number;
}
