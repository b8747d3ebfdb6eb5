import {
  connectReader,
  type ProjectReader,
  settingsFrom,
  VARIABLES,
} from "pulumi-stytch-connected-apps/reading";
import type { Terminal } from "./surroundings.ts";

const TOTAL_TIMEOUT_MS = 180_000;

/**
 * Lets a command read the project that the environment names.
 *
 * @throws StytchSettingsError, and what `use` throws.
 */
export async function withReader<Result>(
  { env, complain }: Terminal,
  use: (reader: ProjectReader) => Promise<Result>,
): Promise<Result> {
  const settings = settingsFrom(env);
  const reader = await connectReader(
    { settings, totalTimeoutMs: TOTAL_TIMEOUT_MS, names: VARIABLES },
    complain,
  );
  try {
    return await use(reader);
  } finally {
    await reader.close();
  }
}
