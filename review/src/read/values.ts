import { UNKNOWN as UNKNOWN_TEXT } from "pulumi-stytch-connected-apps/lifecycle";
import { Hidden, UNKNOWN } from "../client.ts";

/**
 * Keys and marks of values that JSON cannot hold.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What stands for a value that is not known yet: the engine has one for each type, and words for people. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN_TEXT,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
  "[unknown]",
]);

/** What a preview prints in place of a secret. */
const HIDDEN_TEXT = "[secret]";

/** A value as the engine writes it in JSON, with what is not known, or secret, as such. */
export function readValue(raw: unknown): unknown {
  if (UNKNOWNS.has(raw)) return UNKNOWN;
  if (raw === HIDDEN_TEXT) return new Hidden();
  if (Array.isArray(raw)) return raw.map(readValue);
  if (typeof raw !== "object" || raw === null) return raw;
  const object = raw as Record<string, unknown>;
  switch (object[SIGNATURE]) {
    case SECRET:
      return new Hidden(markOf(object));
    case OUTPUT:
      if (object.secret === true) return new Hidden(markOf(object));
      return "value" in object ? readValue(object.value) : UNKNOWN;
    default:
      return readProperties(object);
  }
}

export function readProperties(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, readValue(value)]));
}

/** Equal for equal secrets; an encrypted one is encrypted anew only where it changes. */
function markOf({ plaintext, value, ciphertext }: Record<string, unknown>): string | undefined {
  if (typeof plaintext === "string") return `plain ${plaintext}`;
  if (value !== undefined) return `plain ${JSON.stringify(value)}`;
  return typeof ciphertext === "string" ? `encrypted ${ciphertext}` : undefined;
}
