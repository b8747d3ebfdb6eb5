import { z } from "zod";
import { apiError } from "../errors.ts";
import type { StoredPassword } from "../state/person.ts";

export type Argon2Type = "argon_2i" | "argon_2id";

export const argon2ConfigSchema = z.object({
  salt: z.string(),
  iteration_amount: z.int32(),
  /** In kibibytes. */
  memory: z.int32(),
  threads: z.int32(),
  key_length: z.int32(),
});

type Argon2Config = z.output<typeof argon2ConfigSchema>;

/** `$argon2id$v=19$m=65536,t=3,p=4$salt$hash`; version 19 is the only one in use. */
const ENCODED =
  /^\$(argon2id?)\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,10})\$([\w+/]{1,2000})\$([\w+/]{1,2000})$/;

// More than real systems use; someone who tries the password has to wait for all of it.
const MAX_MEMORY_KIB = 1024 * 1024;
const MAX_ITERATIONS = 100;
const MAX_THREADS = 255;

/**
 * Reads an Argon2 hash: the encoded form, or hexadecimal digits with `argon_2_config`.
 *
 * @throws ApiError 400 `invalid_hash` for neither, and with the name of the parameter that is out of bounds.
 * @see https://www.rfc-editor.org/rfc/rfc9106
 */
export function readArgon2(
  hashType: Argon2Type,
  text: string,
  config: Argon2Config | undefined,
): Omit<StoredPassword, "passwordId"> {
  const { hash, salt, iterations, memory, threads } = text.startsWith("$")
    ? readEncoded(hashType, text)
    : readHexadecimal(text, config);
  if (salt.length < 8) throw apiError("invalid_argon_2_salt", "the salt has less than 8 bytes");
  if (iterations < 1 || iterations > MAX_ITERATIONS) {
    throw apiError(
      "invalid_argon_2_iteration_amount",
      `there are not from 1 to ${MAX_ITERATIONS} iterations`,
    );
  }
  if (threads < 1 || threads > MAX_THREADS) {
    throw apiError("invalid_argon_2_threads", `there are not from 1 to ${MAX_THREADS} threads`);
  }
  if (memory < 8 * threads || memory > MAX_MEMORY_KIB) {
    throw apiError(
      "invalid_argon_2_memory",
      `the memory is not from 8 KiB for each thread to ${MAX_MEMORY_KIB} KiB`,
    );
  }
  if (hash.length < 4) throw apiError("invalid_argon_2_key_length", "it has less than 4 bytes");
  return {
    hashType,
    hash: hash.toString("base64"),
    parameters: { salt: salt.toString("base64"), iterations, memory, threads },
  };
}

function readEncoded(hashType: Argon2Type, text: string) {
  const [, type, memory, iterations, threads, salt = "", hash = ""] = ENCODED.exec(text) ?? [];
  if (type !== hashType.replace("_", "")) {
    throw apiError("invalid_hash", `it is not an encoded hash of ${hashType}, version 19`);
  }
  return {
    hash: Buffer.from(hash, "base64"),
    salt: Buffer.from(salt, "base64"),
    iterations: Number(iterations),
    memory: Number(memory),
    threads: Number(threads),
  };
}

function readHexadecimal(text: string, config: Argon2Config | undefined) {
  if (!/^([0-9a-f]{2})+$/i.test(text)) {
    throw apiError("invalid_hash", "it is neither encoded nor made of hexadecimal digits");
  }
  if (config === undefined) throw apiError("invalid_argon_2_salt", "argon_2_config is missing");
  const hash = Buffer.from(text, "hex");
  if (hash.length !== config.key_length) {
    throw apiError("argon_2_key_length_mismatch", "key_length differs");
  }
  const { salt, iteration_amount: iterations, memory, threads } = config;
  return { hash, salt: Buffer.from(salt), iterations, memory, threads };
}

/** @returns The hash of the password with the parameters of a stored one; nothing for an empty password. */
export async function computeArgon2(
  hashType: Argon2Type,
  { hash, parameters }: Pick<StoredPassword, "hash" | "parameters">,
  password: string,
): Promise<Buffer> {
  if (password === "") return Buffer.alloc(0);
  // Loaded late: most emulators never need it.
  const { argon2i, argon2id } = await import("hash-wasm");
  const compute = hashType === "argon_2i" ? argon2i : argon2id;
  const computed = await compute({
    password,
    salt: Buffer.from(String(parameters.salt), "base64"),
    iterations: Number(parameters.iterations),
    memorySize: Number(parameters.memory),
    parallelism: Number(parameters.threads),
    hashLength: Buffer.from(hash, "base64").length,
    outputType: "binary",
  });
  return Buffer.from(computed);
}
