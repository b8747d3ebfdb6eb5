import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { ReviewInputError } from "../errors.ts";
import type { Source } from "../read/index.ts";

/**
 * A file, or standard input for `-`.
 *
 * @param option that named it, for messages.
 * @throws ReviewInputError
 */
export async function readSource(
  path: string,
  option: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<Source> {
  if (path === "-") return { name: `${option}: standard input`, text: decode(await buffer(stdin)) };
  try {
    return { name: `${option}: ${path}`, text: decode(readFileSync(path)) };
  } catch {
    throw new ReviewInputError(`${option}: ${path} cannot be read; name a file that is there.`);
  }
}

/** PowerShell writes what a command prints as UTF-16. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
