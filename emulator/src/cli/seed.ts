import { readTextFile } from "../files.ts";
import type { Seed } from "../seed/schema.ts";
import { readSeedText, seedYaml } from "../seed/text.ts";
import { UsageError } from "./usage-error.ts";

export interface SeedCommandOptions {
  url: string;
  withSecrets?: true;
  json?: true;
}

/** @throws UsageError that names the file, each wrong place in it and what may be there. */
export function readSeedFile(path: string): Seed {
  const file = readTextFile(path);
  if (!file.ok) {
    throw new UsageError(
      `--seed ${path}: the file cannot be read: ${file.problem}; pass one of stytch-emulator seed`,
      { cause: file.cause },
    );
  }
  const seed = readSeedText(file.text, "the file");
  if (!seed.ok) throw new UsageError(`--seed ${path}: ${seed.problems}`);
  return seed.value;
}

/**
 * The seed of what a running emulator holds, as YAML or JSON.
 *
 * @throws UsageError if there is no emulator at the URL.
 */
export async function seedText({ url, withSecrets, json }: SeedCommandOptions): Promise<string> {
  const start = `start one, or name its URL with --url`;
  const address = URL.parse(`/_emulator/seed${withSecrets ? "?secrets=shown" : ""}`, url);
  if (address === null) throw new UsageError(`--url ${url}: is not a URL; ${start}`);
  let seed: unknown;
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`it responds with ${response.status}`);
    seed = await response.json();
  } catch (cause) {
    throw new UsageError(`--url ${url}: there is no emulator of this version; ${start}`, { cause });
  }
  return json ? JSON.stringify(seed, null, 2) : seedYaml(seed).trimEnd();
}
