import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readState, readStates } from "../../bench/contenders/state-file.ts";

const CLIENT = { client_id: "id", client_name: "web", client_secret_last_four: "wxyz" };
const SECRET = "0123456789abcdefwxyz";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bench-state-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function clearSecrets(state: unknown, client: typeof CLIENT | object = CLIENT) {
  const file = join(folder, "state.json");
  await writeFile(file, JSON.stringify(state));
  return (await readState(file, [client as typeof CLIENT])).clearSecrets;
}

describe("secrets in a state file", () => {
  it.each([
    ["as a value", { outputs: [{ client_secret: SECRET }] }],
    ["inside a string of JSON", { response: JSON.stringify({ app: { name: "a b", s: SECRET } }) }],
  ])("are found %s", async (_, state) => {
    expect(await clearSecrets(state)).toBe(1);
  });

  it.each([
    ["another secret", { secret: "0123456789abcdef0000" }],
    ["the last four characters alone", { lastFour: "wxyz" }],
    ["a sentence that ends like it", { description: "This is not a secret, but wxyz" }],
    ["the id of a client", { id: "connected-app-test-0123456789abcdefwxyz" }],
    ["the name of a resource", { urn: "urn:pulumi:bench::bench::ConnectedApp::wxyz" }],
    ["a time", { created: "2026-11-30T18:00:33.446768wxyz" }],
    ["a ciphertext", { outputs: { clientSecret: { ciphertext: "v1:0123456789abcdefwxyz" } } }],
    ["a string that is not JSON after all", { text: `{${SECRET} ` }],
  ])("are not taken for %s", async (_, state) => {
    expect(await clearSecrets(state)).toBe(0);
  });

  it("are not looked for in public clients, which have none", async () => {
    const client = { ...CLIENT, client_secret_last_four: null };
    expect(await clearSecrets({ secret: SECRET }, client)).toBe(0);
  });
});

it("a state that is spread over files is the sum of them", async () => {
  const texts = [JSON.stringify({ a: SECRET }), JSON.stringify({ b: "0123456789abcdef1234" })];
  const files = texts.map((_, index) => join(folder, `${index}.json`));
  for (const [index, text] of texts.entries()) await writeFile(files[index] ?? "", text);
  const other = { ...CLIENT, client_secret_last_four: "1234" };
  const absent = { ...CLIENT, client_secret_last_four: "0000" };
  expect(await readStates(files, [CLIENT, other, absent])).toEqual({
    bytes: texts.join("").length,
    clearSecrets: 2,
  });
});
