import { expect, test } from "vitest";
import { placesOf } from "../../../plugin/schema/manifest.ts";

test("a manifest that names no repository gives no place", () => {
  expect(placesOf({})).toEqual({});
});

test.each([
  "git+https://gitlab.com/acme/infra.git",
  "https://github.com/acme/infra",
  "git+https://github.com/acme.git",
  "git+https://github.com/acme/infra/more.git",
])("a repository that is not a place for archives is refused: %s", (url) => {
  expect(() => placesOf({ repository: { url } })).toThrow(
    `plugin/package.json: repository.url "${url}" is not of the form`,
  );
});
