import { join } from "node:path";
import type { Language } from "../../../tools/sdks/languages.ts";
import { writeSdk } from "../../../tools/sdks/write-sdk.ts";
import { REPOSITORY } from "../../e2e/_process.ts";

/** Writes the SDK of a language below `folder`, as `npm run sdks -- --out` does; gives its folder. */
export async function sdkIn(folder: string, language: Language): Promise<string> {
  const sdk = join(folder, "sdk", language);
  await writeSdk(language, join(REPOSITORY, "plugin/schema.json"), sdk);
  return sdk;
}
