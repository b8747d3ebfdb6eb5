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
  return {
    text,
    secretsProvider: parsed?.secretsprovider,
    projectId: parsed?.config?.["stytch:projectId"] ?? environment.STYTCH_PROJECT_ID,
  };
}

interface SettingsFile {
  readonly secretsprovider?: string;
  readonly config?: Readonly<Record<string, string>>;
}
