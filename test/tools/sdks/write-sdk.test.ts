import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completeSchema } from "../../../tools/sdks/schema.ts";
import { writeSdk } from "../../../tools/sdks/write-sdk.ts";
import { temporaryFolder, writeFileAt } from "../pulumi/_fakes.ts";

const language = { go: { importBasePath: "example.com/owner/name/sdk/go/stytch" } };

async function completed(schema: object) {
  const folder = await temporaryFolder();
  const file = await writeFileAt(join(folder, "in.json"), JSON.stringify(schema));
  const complete = await completeSchema(file, folder);
  return { ...complete, schema: JSON.parse(await readFile(complete.file, "utf8")) };
}

test("completeSchema() names the repository of the Go module where the schema has none", async () => {
  const { schema, goModule } = await completed({ name: "stytch", language });
  expect(schema).toEqual({
    name: "stytch",
    language,
    repository: "https://example.com/owner/name",
  });
  expect(goModule).toBe("example.com/owner/name/sdk/go/stytch");
});

test("completeSchema() keeps the repository of the schema", async () => {
  const { schema } = await completed({ repository: "https://example.org/other", language });
  expect(schema.repository).toBe("https://example.org/other");
});

test("writeSdk() refuses a folder that holds something, and leaves it as it is", async () => {
  const folder = await temporaryFolder();
  const file = await writeFileAt(join(folder, "mine"), "text");
  const written = writeSdk("go", "schema.json", folder);
  await expect(written).rejects.toMatchObject({
    code: "ERR_SDK",
    message: expect.stringMatching(/is not empty\. Remove .* or choose another folder\.$/),
  });
  expect(await readFile(file, "utf8")).toBe("text");
});
