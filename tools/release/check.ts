/**
 * Packs each package as npm would publish it, and asks publint and Are The Types Wrong whether every
 * way of importing it finds code and types. Ends with 1 if not.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packInto } from "./pack.ts";

/** An executable, which no program imports. */
const WITHOUT_TYPES = "pulumi-resource-stytch";

const folder = await mkdtemp(join(tmpdir(), "stytch-packed-"));
try {
  for (const { name, filename } of await packInto(folder)) {
    const tarball = await readFile(join(folder, filename));
    for (const problem of [...(await ofPublint(tarball)), ...(await ofTypes(name, tarball))]) {
      console.error(`${name}: ${problem}`);
      process.exitCode = 1;
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function ofPublint(tarball: Buffer): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: exactBytes(tarball) } });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

async function ofTypes(name: string, tarball: Buffer): Promise<string[]> {
  if (name === WITHOUT_TYPES) return [];
  const found = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  if (found.types === false) return ["has no types"];
  return found.problems.map((problem) => JSON.stringify(problem));
}

/** The bytes alone: what is read from a file may lie in a larger buffer. */
function exactBytes(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
