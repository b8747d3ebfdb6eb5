import { warn } from "@pulumi/pulumi/log/index.js";
import * as config from "@pulumi/pulumi/runtime/config.js";
import { getStackResource } from "@pulumi/pulumi/runtime/stack.js";
import { KEYS, warningsOf } from "../connection/keys.ts";

/** Programs of the Automation API share a process; each has its own stack at every run. */
const judged = new WeakSet<object>();

/**
 * Warns, once in each run, of mistakes in the stack's configuration that stop nothing:
 * the provider's process sees neither the names of other keys nor whether a value is a secret.
 */
export function warnOfConfiguration(): void {
  const run = getStackResource() ?? KEYS;
  if (judged.has(run)) return;
  judged.add(run);
  const set = Object.keys(config.allConfig());
  for (const warning of warningsOf(set, isSecret("stytch:secret"))) void warn(warning);
}

/** Whether a key is encrypted. The SDK has the function, though not in its types. */
function isSecret(key: string): boolean {
  const ask: unknown = Reflect.get(config, "isConfigSecret");
  return typeof ask === "function" ? ask(key) === true : true;
}
