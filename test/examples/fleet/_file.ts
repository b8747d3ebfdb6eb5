import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { checkClients } from "../../../examples/fleet/src/clients/check.ts";
import { readCsv } from "../../../examples/fleet/src/clients/csv.ts";
import { readClients } from "../../../examples/fleet/src/clients/read.ts";

const PROJECT = "project-test-00000000-0000-4000-8000-000000000001";

/** Clients of a CSV text that has nothing wrong. */
export function clientsOf(csv: string) {
  const { clients, mistakes } = checkClients(readCsv(csv), PROJECT);
  if (mistakes.length > 0) throw new Error(JSON.stringify(mistakes));
  return clients;
}

/** So many clients with the keys `app-0`, `app-1` and so on. */
export function manyClients(count: number) {
  const lines = Array.from({ length: count }, (_, n) => `app-${n},first_party`);
  return clientsOf(["key,clientType", ...lines].join("\n"));
}

/** The mistakes of a file, without its folder and the line that counts them. */
export async function mistakesOf(name: string, text: string | Buffer): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-fleet-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, text);
  const message = await readClients(file, PROJECT).then(
    () => "",
    (error: Error) => error.message,
  );
  return message
    .replaceAll(`${folder}/`, "")
    .split("\n")
    .filter((line) => line !== "");
}
