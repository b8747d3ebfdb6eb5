import { readFileSync } from "node:fs";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { readStackFile, type StackFile, StackFileError } from "../orphans/stack-file.ts";
import { decodeText } from "../text/decode.ts";
import { ArgumentError } from "./arguments.ts";
import { FileError } from "./file-error.ts";

/**
 * @param file `-` is standard input.
 * @throws FileError where it cannot be read, ArgumentError where it is not the state of a stack.
 */
export function readStateFile(file: string): StackFile {
  const name = file === "-" ? "standard input" : file;
  let text: string;
  try {
    text = decodeText(decompressed(readFileSync(file === "-" ? process.stdin.fd : file)));
  } catch (error) {
    const problem = `${name} cannot be read; correct the path, or use another copy`;
    throw new FileError(problem, { cause: error });
  }
  try {
    return readStackFile(name, text);
  } catch (error) {
    throw error instanceof StackFileError ? new ArgumentError(error.message) : error;
  }
}

/** Backends compress states where their settings say so. */
function decompressed(bytes: Buffer): Buffer {
  const mark = bytes.subarray(0, 4).toString("hex");
  if (mark.startsWith("1f8b")) return gunzipSync(bytes);
  return mark === "28b52ffd" ? zstdDecompressSync(bytes) : bytes;
}
