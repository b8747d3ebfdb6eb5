/**
 * The process that the engine starts: `pulumi-resource-stytch <address of the engine>`. The first line
 * of its output is the port that it serves; the engine takes further lines for what a person debugs.
 */
import "../../provider/src/supported-node.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engineLog } from "./engine-log.ts";
import { createProvider } from "./provider.ts";
import { serve } from "./server.ts";

/** Put in by the bundle. */
declare const VERSION: string;

async function main(): Promise<void> {
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

/** The engine holds the other end of the input, which closes however the engine ends. */
function endWithEngine(): void {
  const end = () => process.exit(0);
  process.stdin.once("end", end).once("error", end).resume();
}

void main();
