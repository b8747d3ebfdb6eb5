import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { INDEX } from "./layout.ts";

/** The settings of all stacks, which are those of the index. */
export interface Settings {
  /** Undefined before the index exists, and where its file did not come along. */
  readonly text: string | undefined;
  /** As `pulumi stack init --secrets-provider` was given it; undefined for a passphrase or Pulumi Cloud. */
  readonly secretsProvider: string | undefined;
  /** Of the stack's configuration, or the environment; undefined if neither has it. */
  readonly projectId: string | undefined;
  /** Whether each open stack has a budget of requests of its own. */
  readonly hasBudget: boolean;
  /**
   * Differs when the project or the configuration does, an encrypted secret included; not by what the
   * environment has in addition, since a hash of a secret has no place in a tag.
   */
  readonly fingerprint: string;
}

export function settingsFile(folder: string): string {
  return join(folder, `Pulumi.${INDEX}.yaml`);
}

export async function readSettings(
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<Settings> {
  const text = await readFile(settingsFile(folder), "utf8").catch(() => undefined);
  const parsed = parse(text ?? "") as SettingsFile | null;
  const config = parsed?.config ?? {};
  const projectId = config["stytch:projectId"] ?? environment.STYTCH_PROJECT_ID;
  const names = Object.keys(config).toSorted();
  return {
    text,
    secretsProvider: parsed?.secretsprovider,
    projectId,
    hasBudget:
      "stytch:maxRequestsPerSecond" in config ||
      environment.STYTCH_MAX_REQUESTS_PER_SECOND !== undefined,
    fingerprint: JSON.stringify([projectId, names.map((name) => [name, config[name]])]),
  };
}

interface SettingsFile {
  readonly secretsprovider?: string;
  readonly config?: Readonly<Record<string, string>>;
}
