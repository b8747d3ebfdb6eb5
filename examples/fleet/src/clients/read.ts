import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { FleetError } from "../fleet-error.ts";
import { type Client, checkClients } from "./check.ts";
import { readCsv } from "./csv.ts";
import type { Table } from "./row.ts";
import { readYaml } from "./yaml.ts";

const READERS: Record<string, (text: string) => Table> = {
  ".csv": readCsv,
  ".yaml": readYaml,
  ".yml": readYaml,
};

/** What a file declares. */
export interface Declared {
  /** In the order of the file. */
  readonly clients: readonly Client[];
  /** Of the file. */
  readonly bytes: Uint8Array;
}

/**
 * The clients of a file.
 *
 * @param projectId decides on what test projects alone accept; undefined if it is not known.
 * @throws FleetError that lists every mistake as `file:line:column: what is wrong`.
 */
export async function readClients(file: string, projectId: string | undefined): Promise<Declared> {
  const read = READERS[extname(file).toLowerCase()];
  if (read === undefined) {
    throw new FleetError(`${file} has no known form; its name must end in .csv, .yaml or .yml.`);
  }
  const bytes = await readFile(file).catch((error: Error) => {
    throw new FleetError(`${file} could not be read: ${error.message}.`);
  });
  const table = read(decode(file, bytes));
  const { clients, mistakes } = checkClients(table, projectId);
  if (mistakes.length > 0) {
    const lines = mistakes.map(
      ({ place: { line, column }, text }) => `${file}:${line}:${column}: ${text}`,
    );
    const count = lines.length === 1 ? "1 mistake" : `${lines.length} mistakes`;
    throw new FleetError([...lines, `${count}; nothing was sent.`].join("\n"));
  }
  return { clients, bytes };
}

function decode(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FleetError(`${file} is not in UTF-8; save it in that encoding.`);
  }
}
