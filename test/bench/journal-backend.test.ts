import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startJournalBackend } from "../../bench/journal/backend.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "journal-backend-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

it("a backend that journals serves from its start to its end", async () => {
  const backend = await startJournalBackend(folder());
  const { PULUMI_BACKEND_URL: url = "" } = backend.env;
  expect((await fetch(url)).status).toBeGreaterThanOrEqual(200);
  await backend.close();
  await expect(fetch(url)).rejects.toThrow();
});

it.each([
  ["with 3", "process.exit(3);"],
  ["with SIGKILL", "process.kill(process.pid, 'SIGKILL');"],
])("a backend that journals fails to start if its process ends %s", async (how, text) => {
  const program = join(folder(), "serve.mjs");
  writeFileSync(program, text);
  await expect(startJournalBackend(folder(), program)).rejects.toThrow(`ended ${how} before`);
});
