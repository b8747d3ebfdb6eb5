import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { WireClient } from "./api.ts";

export interface StateFacts {
  /** Of the whole file. */
  readonly bytes: number;
  /** Clients whose secret stands in the file in clear. */
  readonly clearSecrets: number;
}

/** Shorter strings than any secret. */
const MIN_SECRET_LENGTH = 16;

/** Reads the state that the file backend keeps. */
export async function readState(
  backend: string,
  project: string,
  stack: string,
  clients: readonly WireClient[],
): Promise<StateFacts> {
  const file = join(backend, ".pulumi", "stacks", project, `${stack}.json`);
  const text = await readFile(file, "utf8");
  const strings = new Set(stringsIn(JSON.parse(text)));
  return {
    bytes: Buffer.byteLength(text),
    clearSecrets: clients.filter((client) => hasSecretOf(client, strings)).length,
  };
}

/** The server itself keeps no secret; but what ends with its last four characters can be no other. */
function hasSecretOf(client: WireClient, strings: ReadonlySet<string>): boolean {
  const lastFour = client.client_secret_last_four;
  if (lastFour === null) return false;
  const mayBeSecret = (text: string) => text.length >= MIN_SECRET_LENGTH && /^\S+$/.test(text);
  return [...strings].some((text) => mayBeSecret(text) && text.endsWith(lastFour));
}

/** Every string in a value, however deep. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
