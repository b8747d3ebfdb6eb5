/** A description of the schema in its parts. */
export interface Described {
  /** Before the examples. */
  readonly text: string;
  readonly examples: readonly { readonly title: string; readonly programs: readonly Program[] }[];
  /** After the examples: how to import a resource. */
  readonly rest: string;
}

interface Program {
  readonly language: string;
  readonly code: string;
}

/** What readers call the languages. */
const NAMES: Readonly<Record<string, string>> = {
  typescript: "TypeScript",
  python: "Python",
  go: "Go",
  csharp: "C#",
  java: "Java",
  yaml: "YAML",
};

/** Takes a description apart, which the registry of Pulumi reads in a dialect of its own. */
export function partsOf(description: string): Described {
  const [text = "", block = "", rest = ""] = description.split(/\{\{% \/?examples %\}\}/);
  const examples = block.split("{{% example %}}").slice(1);
  return {
    text: text.trim(),
    examples: examples.map((example) => ({
      title: /^### (.+)$/m.exec(example)?.[1] ?? "",
      programs: [...example.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
        ([, language = "", code = ""]) => ({ language, code }),
      ),
    })),
    rest: rest.trim(),
  };
}

/** The program of an example in each language, of which the site shows one at a time. */
export function codeGroup(programs: readonly Program[]): string {
  const blocks = programs.map(
    ({ language, code }) => `\`\`\`${language} [${NAMES[language] ?? language}]\n${code}\`\`\``,
  );
  return `::: code-group\n\n${blocks.join("\n\n")}\n\n:::`;
}
