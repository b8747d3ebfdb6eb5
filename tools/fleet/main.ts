/** `npm run fleet -- <arguments>`: the example `fleet` with this repository's engine and environment. */
import { join } from "node:path";
import { execa } from "execa";
import { EngineError, engineEnvironment, provideEngine } from "../pulumi/src/index.ts";

const REPOSITORY = join(import.meta.dirname, "../..");

try {
  const engine = await provideEngine();
  const { exitCode = 1 } = await execa(
    process.execPath,
    [join(REPOSITORY, "examples/fleet/fleet.ts"), ...process.argv.slice(2)],
    {
      // npm runs scripts at the root and remembers where the user is.
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env: engineEnvironment(REPOSITORY, process.env, engine),
      stdio: "inherit",
      reject: false,
    },
  );
  process.exitCode = exitCode;
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
