import { warn } from "@pulumi/pulumi/log/index.js";
import * as config from "@pulumi/pulumi/runtime/config.js";
import { getStackResource } from "@pulumi/pulumi/runtime/stack.js";
import { KEYS } from "../connection/keys.ts";
import { nearestName } from "../text/nearest-name.ts";

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

/**
 * @param set the keys that the configuration has.
 * @param isSecretHidden whether `stytch:secret` is encrypted; irrelevant if it is not set.
 */
export function warningsOf(set: readonly string[], isSecretHidden: boolean): string[] {
  const own = set.filter((key) => key.startsWith("stytch:")).map((key) => key.slice(7));
  const unknown = own.filter((key) => !(key in KEYS));
  return [
    ...(own.includes("secret") && !isSecretHidden ? [CLEAR_SECRET] : []),
    ...unknown.map(unknownKey),
  ];
}

const CLEAR_SECRET =
  "stytch:secret is in clear text in the configuration of this stack, and in every backup and commit " +
  "of its file. Encrypt it with pulumi config set --secret stytch:secret, which asks for the value; if the " +
  "file was shared, create a new secret in the Stytch dashboard and revoke this one.";

function unknownKey(key: string): string {
  const nearest = nearestName(key, Object.keys(KEYS));
  const advice =
    nearest === undefined
      ? `The keys are ${Object.keys(KEYS)
          .map((known) => `stytch:${known}`)
          .join(", ")}.`
      : `Did you mean stytch:${nearest}?`;
  return `stytch:${key} is not a known configuration key, so nothing reads it. ${advice} To remove it: pulumi config rm stytch:${key}`;
}

/** Whether a key is encrypted. The SDK has the function, though not in its types. */
function isSecret(key: string): boolean {
  const ask: unknown = Reflect.get(config, "isConfigSecret");
  return typeof ask === "function" ? ask(key) === true : true;
}
