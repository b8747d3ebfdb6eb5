import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { LANGUAGES } from "../language-host/languages/index.ts";
import { bundleLanguageHost } from "./bundle.ts";
import { place } from "./file.ts";

/** The dynamic provider server belongs to the program's own SDK: found from its working directory. */
const DYNAMIC_PROVIDER_LAUNCHER = `#!/bin/sh
script=$(node -p 'require.resolve("@pulumi/pulumi/cmd/dynamic-provider")') || exit 1
exec node "$script" "$@"
`;

/**
 * Puts the plugins that the engine expects beside itself into `root/bin`: the language hosts as one
 * file that needs no checkout, and the launcher of dynamic providers. Does nothing where they are
 * already there, so that a newer checkout brings its host to an engine that was built before.
 */
export async function placePlugins(root: string): Promise<undefined> {
  const bin = join(root, "bin");
  await mkdir(bin, { recursive: true });

  // Named by its content: hosts that are running keep their file when another checkout places its own.
  const code = await bundleLanguageHost();
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 12);
  const host = `language-host-${hash}.cjs`;
  await place(join(bin, host), code, 0o644);
  for (const language of LANGUAGES.keys()) {
    await place(
      join(bin, `pulumi-language-${language}`),
      languageHostLauncher(host, language),
      0o755,
    );
  }
  await place(join(bin, "pulumi-resource-pulumi-nodejs"), DYNAMIC_PROVIDER_LAUNCHER, 0o755);
}

/** `node` is the first on PATH at run time: the one that runs the program, too. */
function languageHostLauncher(host: string, language: string): string {
  return `#!/bin/sh\nexec node "$(dirname "$0")/${host}" ${language} "$@"\n`;
}
