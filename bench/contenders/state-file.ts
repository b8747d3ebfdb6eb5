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
/** As the API begins the id of a client. */
const CLIENT_ID = /^connected-app-(test|live)-/;

/** Reads a state file in JSON. */
export async function readState(file: string, clients: readonly WireClient[]): Promise<StateFacts> {
  const text = await readFile(file, "utf8");
  const strings = new Set(stringsIn(JSON.parse(text)));
  return {
    bytes: Buffer.byteLength(text),
    clearSecrets: clients.filter((client) => hasSecretOf(client, strings)).length,
  };
}

/**
 * The server itself keeps no secret, but what ends with its last four characters can be no other:
 * apart from ids and ciphertexts, of which a thousand meet some secret's ending by chance.
 */
function hasSecretOf(client: WireClient, strings: ReadonlySet<string>): boolean {
  const lastFour = client.client_secret_last_four;
  if (lastFour === null) return false;
  const mayBeSecret = (text: string) =>
    text.length >= MIN_SECRET_LENGTH && /^\S+$/.test(text) && !CLIENT_ID.test(text);
  return [...strings].some((text) => mayBeSecret(text) && text.endsWith(lastFour));
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
