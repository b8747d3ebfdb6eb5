import { readFile } from "node:fs/promises";
import type { WireClient } from "./api.ts";

export interface StateFacts {
  /** Of the whole file. */
  readonly bytes: number;
  /** Clients whose secret stands in the file in clear. */
  readonly clearSecrets: number;
}

/** Shorter strings than any secret. */
const MIN_SECRET_LENGTH = 16;
/** The characters of a secret that the API keeps. */
const LAST = 4;
/** Ids of clients, names of resources and times, of which thousands meet some secret's ending by chance. */
const NO_SECRET = /^(?:connected-app-(?:test|live)-|urn:pulumi:|\d{4}-\d\d-\d\dT)/;

/** Reads a state file in JSON. */
export async function readState(file: string, clients: readonly WireClient[]): Promise<StateFacts> {
  return readStates([file], clients);
}

/** Reads the files of one state that is spread over several. */
export async function readStates(
  files: readonly string[],
  clients: readonly WireClient[],
): Promise<StateFacts> {
  let bytes = 0;
  const endings = new Set<string>();
  for (const file of files) {
    const text = await readFile(file, "utf8");
    bytes += Buffer.byteLength(text);
    for (const each of stringsIn(JSON.parse(text))) {
      if (mayBeSecret(each)) endings.add(each.slice(-LAST));
    }
  }
  const isClear = ({ client_secret_last_four }: WireClient) =>
    client_secret_last_four !== null && endings.has(client_secret_last_four);
  return { bytes, clearSecrets: clients.filter(isClear).length };
}

/** The server itself keeps no secret; what ends with its last four characters, and may be any text, is taken for it. */
function mayBeSecret(text: string): boolean {
  return text.length >= MIN_SECRET_LENGTH && /^\S+$/.test(text) && !NO_SECRET.test(text);
}

/** Every string in a value, however deep, also inside strings that hold JSON. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value, ...stringsIn(parsed(value))];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === "ciphertext" ? [] : stringsIn(each),
  );
}

/** The object that a string holds as JSON. */
function parsed(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
