import { chmod, readFile, rename, writeFile } from "node:fs/promises";

/** Writes a file in one step: an engine that starts meanwhile sees the old one or the new one. */
export async function place(path: string, content: string, mode: number): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => undefined)) === content) return;
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, content);
  await chmod(draft, mode);
  await rename(draft, path);
}
