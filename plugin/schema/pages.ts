import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "markdown-table";
import { programsOf } from "./examples.ts";
import { LANGUAGES } from "./languages.ts";
import { type Manifest, manifestOf, placesOf } from "./manifest.ts";
import { configVariables } from "./provider.ts";
import type { PropertySpec } from "./spec.ts";
import { PACKAGE } from "./tokens.ts";

/** The pages that Pulumi's registry reads from the tag of a release. It looks for them there alone. */
export const PAGES = ["docs/_index.md", "docs/installation-configuration.md"] as const;

const GENERATED = /(<!-- generated: (\S+) -->\n)[\s\S]*?(<!-- \/generated -->)/g;

/** The text of a page as it stands in the repository, with its generated parts made anew. */
export function pageText(repository: string, page: (typeof PAGES)[number]): string {
  const text = readFileSync(join(repository, page), "utf8");
  return withParts(repository, manifestOf(repository), text);
}

/**
 * A text with its generated parts made anew. They stand between `<!-- generated: NAME -->` and
 * `<!-- /generated -->`; NAME is `configuration`, `packages`, `plugin`, or the path of an example below
 * `plugin/docs/examples`, without its ending.
 *
 * @param manifest the plugin's `package.json`.
 * @throws an error for the name of a part that is none of these.
 */
export function withParts(repository: string, manifest: Manifest, text: string): string {
  return text.replaceAll(GENERATED, (_all, begin: string, name: string, end: string) => {
    return `${begin}\n${partOf(repository, manifest, name)}\n\n${end}`;
  });
}

function partOf(repository: string, manifest: Manifest, name: string): string {
  if (name === "configuration") return configurationTable(repository);
  if (name === "packages") return chooser(packagesOf(manifest));
  if (name === "plugin") return shell(pluginCommand(manifest));
  if (name.includes("/")) return chooser(programsOf(repository, name));
  throw new Error(
    `"<!-- generated: ${name} -->": there is no such part; write one that plugin/schema/pages.ts knows.`,
  );
}

/** Blocks of which the reader of the registry sees the one of the language that was chosen. */
function chooser(blocks: Readonly<Record<string, string>>): string {
  const choices = Object.entries(blocks).map(
    ([language, block]) =>
      `{{% choosable language ${language} %}}\n\n${block}\n\n{{% /choosable %}}`,
  );
  const languages = Object.keys(blocks).join(",");
  return [`{{< chooser language "${languages}" >}}`, ...choices, "{{< /chooser >}}"].join("\n");
}

/** How a program gets the SDK of its language: from a registry, or made by Pulumi from the plugin. */
function packagesOf({ version }: Manifest): Record<string, string> {
  const { nodejs, python, go } = LANGUAGES;
  const made = shell(`pulumi package add ${PACKAGE}@${version}`);
  return {
    typescript: shell(`npm install ${nodejs.packageName}`),
    python: shell(`pip install ${python.packageName.replaceAll("_", "-")}`),
    go: shell(`go get ${go.importBasePath}@v${version}`),
    csharp: made,
    java: made,
    yaml: "A program in YAML needs the plugin alone.",
  };
}

/** Without a repository nothing is there to download from; the archive is a file that someone has. */
function pluginCommand(manifest: Manifest): string {
  const { version } = manifest;
  const { pluginDownloadURL } = placesOf(manifest);
  const source = pluginDownloadURL
    ? `--server ${pluginDownloadURL}`
    : `--file pulumi-resource-${PACKAGE}-v${version}-linux-amd64.tar.gz`;
  return `pulumi plugin install resource ${PACKAGE} ${version} ${source}`;
}

function configurationTable(repository: string): string {
  const rows = Object.entries(configVariables(repository)).map(([name, variable]) => [
    `\`${PACKAGE}:${name}\``,
    typeOf(variable),
    variable.description.replaceAll("|", "\\|"),
  ]);
  return markdownTable([["Setting", "Type", "Meaning"], ...rows], { alignDelimiters: false });
}

function typeOf(variable: PropertySpec): string {
  if (variable.secret) return "secret";
  if (!("type" in variable)) return "";
  return variable.type === "array" ? "list of strings" : variable.type;
}

function shell(command: string): string {
  return `\`\`\`sh\n${command}\n\`\`\``;
}
