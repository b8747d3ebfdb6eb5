import { join } from "node:path";
import type { Language } from "./languages.ts";

/** What the commands of a language need to know of its package. */
export interface WrittenSdk {
  readonly folder: string;
  readonly version: string;
  /** The import path of the Go package. */
  readonly goModule: string;
}

/** By language, the commands that give the SDK to a program, to be run in the folder of that program. */
const COMMANDS: Readonly<Record<Language, (sdk: WrittenSdk) => readonly string[]>> = {
  nodejs: ({ folder, version }) => [
    `npm install --prefix ${quoted(folder)}`,
    `npm pack ${quoted(folder)}`,
    `npm install ./pulumi-stytch-${version}.tgz`,
  ],
  python: ({ folder }) => [`python3 -m pip install ${quoted(folder)}`],
  go: ({ folder, goModule }) => [
    `go mod edit -replace ${quoted(`${goModule}=${join(folder, "stytch")}`)}`,
    `go get ${goModule}`,
  ],
  dotnet: ({ folder }) => [`dotnet add reference ${quoted(join(folder, "Pulumi.Stytch.csproj"))}`],
  java: ({ folder, version }) => [
    `gradle --project-dir ${quoted(folder)} publishToMavenLocal`,
    `# then depend on com.pulumi:stytch:${version}`,
  ],
};

/** @returns lines of a shell. */
export function nextSteps(language: Language, sdk: WrittenSdk): readonly string[] {
  return COMMANDS[language](sdk);
}

function quoted(text: string): string {
  return /^[\w./=@:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
