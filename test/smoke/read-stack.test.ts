import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readStack } from "../../smoke/src/cli/read-stack.ts";

let empty: string;
beforeAll(() => {
  empty = mkdtempSync(join(tmpdir(), "stytch-no-pulumi-"));
});
afterAll(() => rmSync(empty, { recursive: true }));

const NOTHING = (async function* () {})();

test.for<[string, { cwd?: string }, RegExp]>([
  ["says so", {}, /^pulumi was not found on the PATH\. Install the Pulumi CLI, /],
  [
    "or a folder names both",
    { cwd: "/no/such/folder" },
    /not found on the PATH, or the folder \/no\/such\/folder does not exist/,
  ],
])("a stack read without pulumi %s", async ([_title, args, message]) => {
  const surroundings = { env: { PATH: empty }, stdin: NOTHING };
  const reading = readStack({ stack: "dev", ...args }, surroundings, false);
  await expect(reading).rejects.toMatchObject({
    code: "ERR_SMOKE_TARGET",
    message: expect.stringMatching(message),
  });
});
