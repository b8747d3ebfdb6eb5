import { expect, test } from "vitest";
import { placesOf } from "../../../plugin/schema/manifest.ts";
import { withRepository } from "../../../tools/release/manifests.ts";

test("a manifest that names no repository gives no place", () => {
  expect(placesOf({ version: "1.2.3" })).toEqual({});
});

test.each([
  "git+https://gitlab.com/acme/infra.git",
  "https://github.com/acme/infra",
  "git+https://github.com/acme.git",
  "git+https://github.com/acme/infra/more.git",
])("a repository that is no place for archives is refused: %s", (url) => {
  expect(() => placesOf({ version: "1.2.3", repository: { url } })).toThrow(
    `plugin/package.json: repository.url "${url}" is not of the form`,
  );
});

test("a release writes into the manifest what gives the places", () => {
  const manifest = { name: "pulumi-resource-stytch", version: "1.2.3" };
  const released = withRepository(manifest, "https://github.com/acme/pulumi-stytch", "plugin");
  expect(placesOf(released as typeof manifest & { repository: { url: string } })).toEqual({
    repository: "https://github.com/acme/pulumi-stytch",
    pluginDownloadURL: "github://api.github.com/acme/pulumi-stytch",
    logoUrl: "https://raw.githubusercontent.com/acme/pulumi-stytch/v1.2.3/docs/logo.svg",
  });
});
