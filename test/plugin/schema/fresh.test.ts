import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageSchema, schemaText } from "../../../plugin/schema/schema.ts";
import { REPOSITORY, SCHEMA } from "./_schema.ts";

test("the committed schema is what `node plugin/scripts/write-schema.mjs` writes", () => {
  const committed = readFileSync(join(REPOSITORY, "plugin/schema.json"), "utf8");
  expect(committed).toBe(schemaText(REPOSITORY));
});

test("a manifest that knows its repository gives the schema sources, archives and logo, and changes nothing else", () => {
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, "plugin/package.json"), "utf8"));
  const repository = { url: "git+https://github.com/acme/infra.git" };
  expect(packageSchema(REPOSITORY, { ...manifest, repository })).toEqual({
    ...SCHEMA,
    repository: "https://github.com/acme/infra",
    pluginDownloadURL: "github://api.github.com/acme/infra",
    logoUrl: `https://raw.githubusercontent.com/acme/infra/v${SCHEMA.version}/docs/logo.svg`,
  });
});
