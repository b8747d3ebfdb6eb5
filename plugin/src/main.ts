/**
 * The process that the engine starts: `pulumi-resource-stytch <address of the engine>`. The first line
 * of its output is the port that it serves; the engine shows further lines only for debugging. A person who
 * starts it gets an explanation.
 */
import "../../provider/src/supported-node.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engineLog } from "./engine-log.ts";
import { createProvider } from "./provider.ts";
import { serve } from "./server.ts";
import { startOf } from "./start.ts";

/** Inserted by the bundler. */
declare const VERSION: string;

async function main(): Promise<void> {
  const start = startOf(process.argv.slice(2), VERSION);
  if (start !== "serve") {
    (start.exitCode === 0 ? process.stdout : process.stderr).write(start.text);
    process.exitCode = start.exitCode;
    return;
  }
  const port = await serve(
    createProvider({
      version: VERSION,
      schema: () => readFileSync(join(__dirname, "..", "schema.json"), "utf8"),
      environment: process.env,
      log: engineLog(),
    }),
  );
  console.log(String(port));
  endWithEngine();
}

/** The engine holds the other end of the input, which closes in whatever way the engine ends. */
function endWithEngine(): void {
  const end = () => process.exit(0);
  process.stdin.once("end", end).once("error", end).resume();
}

void main();
