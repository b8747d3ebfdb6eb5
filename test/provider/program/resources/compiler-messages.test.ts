import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** Where the program would lie; nothing is written. */
const PROGRAM = join(import.meta.dirname, "program.ts");

/** What `tsc` prints of a program that makes a client with these arguments, line by line. */
function messagesOf(args: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    types: ["node"],
  };
  const text = `import { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";
declare const either: "first_party" | "third_party";
new ConnectedApp("app", ${args});
export { either };`;
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === PROGRAM || fileExists(name);
  host.readFile = (name) => (name === PROGRAM ? text : readFile(name));
  host.getSourceFile = (name, ...more) => {
    if (name === PROGRAM) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
    SOURCES[name] ??= getSourceFile(name, ...more);
    return SOURCES[name];
  };
  const program = ts.createProgram([PROGRAM], options, host);
  const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(PROGRAM));
  return ts
    .formatDiagnostics(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => import.meta.dirname,
      getNewLine: () => "\n",
    })
    .trimEnd()
    .split("\n");
}

/** Read once for all programs. */
const SOURCES: Record<string, ts.SourceFile | undefined> = {};

describe("the compiler names the property of", () => {
  const thirdParty = `clientType: "third_party"`;

  it.each([
    [
      "full access of a third party",
      "fullAccessAllowed",
      `{ ${thirdParty}, fullAccessAllowed: true }`,
    ],
    [
      "full access among other fields",
      "fullAccessAllowed",
      `{ clientName: "a", redirectUrls: ["https://a.example/"], fullAccessAllowed: true, ${thirdParty} }`,
    ],
    [
      "full access of a public client",
      "fullAccessAllowed",
      `{ clientType: "third_party_public", fullAccessAllowed: true }`,
    ],
    [
      "consent that a third party bypasses",
      "bypassConsentForOfflineAccess",
      `{ ${thirdParty}, bypassConsentForOfflineAccess: true }`,
    ],
  ])("%s", (_title, property, args) => {
    const messages = messagesOf(args);
    expect(messages.length).toBeLessThanOrEqual(3);
    expect(messages.at(-1)).toContain(`FirstPartyOnly<"${property}">`);
  });

  it.each([
    [
      "a key with a typo",
      `{ ${thirdParty}, redirectUrl: [] }`,
      "Did you mean to write 'redirectUrls'?",
    ],
    ["a flag with a typo", `{ ${thirdParty}, fullAccesAllowed: true }`, "'fullAccessAllowed'?"],
    ["a type with a typo", `{ clientType: "firstparty" }`, `Did you mean '"first_party"'?`],
  ])("%s, with the nearest name", (_title, args, nearest) => {
    const messages = messagesOf(args);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(nearest);
  });

  it("nothing in a right program", () => {
    expect(messagesOf(`{ ${thirdParty}, fullAccessAllowed: false }`)).toEqual([""]);
    expect(messagesOf(`{ clientType: either }`)).toEqual([""]);
  });
});
