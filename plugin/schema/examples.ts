import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A program that the documentation shows, in every language. */
interface Example {
  readonly title: string;
  /** Of its files, in the folder of what it is an example of, without their endings. */
  readonly file: string;
}

/** The folders below `plugin/docs/examples`, each with its examples in their order. */
export const EXAMPLES = {
  provider: [{ title: "Two projects in one program", file: "two-projects" }],
  "connected-app": [
    { title: "A web application of your own", file: "web" },
    { title: "A command line tool, which cannot keep a secret", file: "cli" },
    { title: "A partner, with an audience and claims of its own", file: "partner" },
  ],
  "organization-connected-apps": [{ title: "Your own apps and one partner", file: "acme" }],
  "get-connected-app": [{ title: "A client that others manage", file: "by-name" }],
  "get-connected-apps": [{ title: "All clients of partners", file: "third-party" }],
} as const satisfies Record<string, readonly Example[]>;

/** The languages in the order of Pulumi's documentation, by the endings of their files. */
export const LANGUAGES_OF_ENDINGS = {
  ts: "typescript",
  py: "python",
  go: "go",
  cs: "csharp",
  java: "java",
  yaml: "yaml",
} as const;

/**
 * The examples of one folder as Pulumi's documentation and the generators of the SDKs want them: each
 * SDK shows those of its language.
 */
export function examplesOf(repository: string, folder: keyof typeof EXAMPLES): string {
  const examples = EXAMPLES[folder].map(({ title, file }) => {
    const programs = Object.values(programsOf(repository, `${folder}/${file}`));
    return `{{% example %}}\n### ${title}\n\n${programs.join("\n")}\n{{% /example %}}`;
  });
  return `{{% examples %}}\n## Example Usage\n\n${examples.join("\n\n")}\n{{% /examples %}}`;
}

/**
 * The programs of an example as blocks of Markdown, by the names of their languages.
 *
 * @param example its path below `plugin/docs/examples`, without an ending.
 */
export function programsOf(repository: string, example: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(LANGUAGES_OF_ENDINGS).map(([ending, language]) => {
      const path = join(repository, "plugin/docs/examples", `${example}.${ending}`);
      return [language, `\`\`\`${language}\n${readFileSync(path, "utf8").trim()}\n\`\`\``];
    }),
  );
}
